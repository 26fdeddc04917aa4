"""Knows a newspaper's name when a line is nothing else."""

import re
from typing import Final

_TITLES: Final = (
    "Times|Post|News|Echo|Mail|Herald|Gazette|Chronicle|Telegraph|Standard|Guardian|Independent|"
    "Mirror|Express|Argus|Star|Press|Observer|Advertiser|Journal|Courier|Examiner|Record|Sun|"
    "Mercury|Reporter|Citizen|Tribune|Scotsman|Sentinel|Bulletin|Messenger|Leader|Recorder|"
    "Advertizer|Despatch|Dispatch|Evening Post|Visiter|Visitor|Enquirer|Independent|Argus|Live|"
    "Gleaner|Packet|Weekly News|World|Voice|Today|Review|Register|Spectator|Informer|Comet"
)
_MASTHEAD: Final = re.compile(
    r"(?P<name>(?:The |the |THE )?(?:(?:[A-Z][\w’'-]+|of|and|&|on|in) ){0,5}"
    rf"(?:{_TITLES}|{_TITLES.upper()})(?: (?:&|and) [A-Z]\w+)?)"
    r"(?: Online| online|\.co\.uk|\.com)?$"
)
_OTHERS: Final = re.compile(
    r"(?P<name>BBC News|BBC|ITV News|Sky News|Community Care|LocalGov|Local Government Chronicle|"
    r"Children (?:&|and) Young People Now|MailOnline|Mail Online|The Press Association|PA Media|"
    r"Local Democracy Reporting Service|Third Sector|Wales Online|WalesOnline|HuffPost UK|Holyrood)"
    r"(?: Online|\.co\.uk|\.com)?$"
)
_LONGEST: Final = 45
_SEPARATORS: Final = re.compile(r"\s+[|–—•-]\s+")


def outlet_name(line: str) -> str | None:
    """The outlet a masthead names, without "Online" or a web ending; None for any other line."""
    if len(line) > _LONGEST:
        return None
    match = _MASTHEAD.match(line) or _OTHERS.match(line)
    return match["name"] if match is not None else None


def outlet_of_title(title: str) -> str | None:
    """The outlet at the end of a page's title: ``Headline | The Daily Post``."""
    parts = _SEPARATORS.split(title)
    return outlet_name(parts[-1].strip()) if len(parts) > 1 else None


def is_masthead(line: str) -> bool:
    """Whether the line is the name of a newspaper or site and nothing else."""
    return outlet_name(line) is not None
