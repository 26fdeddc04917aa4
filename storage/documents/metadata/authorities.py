"""Knows by its place what each council with duties to children calls itself."""

import functools
from typing import Final

from storage.documents.wording import lines

_NAMED_BY_PLACE: Final = {
    "{} County Council": """
        Cambridgeshire; Cumbria; Derbyshire; Devon; Durham; East Sussex; Essex; Gloucestershire;
        Hampshire; Hertfordshire; Kent; Lancashire; Leicestershire; Lincolnshire; Norfolk;
        Northamptonshire; Northumberland; Nottinghamshire; Oxfordshire; Rutland; Staffordshire;
        Suffolk; Surrey; Warwickshire; West Sussex; Worcestershire; Carmarthenshire; Ceredigion;
        Denbighshire; Flintshire; Isle of Anglesey; Monmouthshire; Pembrokeshire; Powys
    """,
    "{} Council": """
        Bath and North East Somerset; Blackpool; Bournemouth, Christchurch and Poole; Bracknell Forest;
        Buckinghamshire; Central Bedfordshire; Cheshire East; Cheshire West and Chester; Cornwall;
        Cumberland; Dorset; East Riding of Yorkshire; Herefordshire; Isle of Wight; Kirklees;
        Luton; Medway; Middlesbrough; North East Lincolnshire; North Lincolnshire;
        North Northamptonshire; North Somerset; North Tyneside; North Yorkshire; Shropshire;
        Somerset; South Gloucestershire; South Tyneside; Thurrock; Torbay; West Berkshire;
        West Northamptonshire; Westmorland and Furness; Wiltshire; Wirral; Telford and Wrekin;
        Aberdeenshire; Angus; Argyll and Bute; Clackmannanshire; Dumfries and Galloway;
        East Ayrshire; East Dunbartonshire; East Lothian; East Renfrewshire; Falkirk; Fife;
        Inverclyde; Midlothian; Moray; North Ayrshire; North Lanarkshire; Orkney Islands;
        Perth and Kinross; Renfrewshire; Scottish Borders; Shetland Islands; South Ayrshire;
        South Lanarkshire; Stirling; West Dunbartonshire; West Lothian; Cardiff; Gwynedd;
        Neath Port Talbot; Swansea; Vale of Glamorgan
    """,
    "{} City Council": """
        Aberdeen; Birmingham; Brighton and Hove; Bristol; Coventry; Derby; Dundee; Glasgow; Hull;
        Leeds; Leicester; Liverpool; Manchester; Milton Keynes; Newcastle; Newport; Nottingham;
        Peterborough; Plymouth; Portsmouth; Salford; Sheffield; Southampton; Southend-on-Sea;
        Stoke-on-Trent; Sunderland; Westminster
    """,
    "{} Metropolitan Borough Council": """
        Barnsley; Bolton; Bury; Calderdale; Dudley; Gateshead; Knowsley; Oldham; Rochdale;
        Rotherham; Sandwell; Sefton; Solihull; St Helens; Stockport; Tameside; Trafford; Walsall;
        Wigan
    """,
    "{} Borough Council": """
        Bedford; Blackburn with Darwen; Darlington; Halton; Hartlepool; Reading;
        Redcar and Cleveland; Slough; Stockton-on-Tees; Swindon; Warrington; Wokingham
    """,
    "{} County Borough Council": """
        Blaenau Gwent; Bridgend; Caerphilly; Conwy; Merthyr Tydfil; Rhondda Cynon Taf; Torfaen;
        Wrexham
    """,
    "London Borough of {}": """
        Barking and Dagenham; Barnet; Bexley; Brent; Bromley; Camden; Croydon; Ealing; Enfield;
        Hackney; Hammersmith and Fulham; Haringey; Harrow; Havering; Hillingdon; Hounslow;
        Islington; Lambeth; Lewisham; Merton; Newham; Redbridge; Richmond upon Thames; Southwark;
        Sutton; Tower Hamlets; Waltham Forest; Wandsworth
    """,
    "Royal Borough of {}": """
        Greenwich; Kensington and Chelsea; Kingston upon Thames; Windsor and Maidenhead
    """,
    "City of {} Council": "Doncaster; Edinburgh; Wolverhampton; York",
    "{} Metropolitan District Council": "Wakefield",
    "City of {} Metropolitan District Council": "Bradford",
}
"""Names by their shape. The councils with children's services: England, Scotland, Wales."""
_ALSO: Final = {
    "Kingston upon Hull": "Hull City Council",
    "Newcastle upon Tyne": "Newcastle City Council",
    "County Durham": "Durham County Council",
    "St. Helens": "St Helens Metropolitan Borough Council",
    "Southend": "Southend-on-Sea City Council",
    "Isles of Scilly": "Council of the Isles of Scilly",
    "City of London": "City of London Corporation",
    "Anglesey": "Isle of Anglesey County Council",
    "Highland": "Highland Council",
    "Na h-Eileanan Siar": "Comhairle nan Eilean Siar",
    "Western Isles": "Comhairle nan Eilean Siar",
}
"""Places by another name, and councils whose names do not come from their places."""


def council_of(place: str) -> str | None:
    """The council of a place, None for places that are none's."""
    return _by_place().get(_folded(place))


def council_called(name: str) -> str | None:
    """The council of a name, as it spells itself; None for words that are no council's name."""
    return _by_name().get(_folded(name))


def _folded(words: str) -> str:
    """Words for looking up: small letters, single blanks."""
    return " ".join(words.split()).replace("&", "and").casefold()


@functools.cache
def _by_place() -> dict[str, str]:
    """Every council by its place in small letters."""
    named = {
        place.casefold(): shape.format(place)
        for shape, places in _NAMED_BY_PLACE.items()
        for place in lines(places)
    }
    return named | {place.casefold(): name for place, name in _ALSO.items()}


@functools.cache
def _by_name() -> dict[str, str]:
    """Every council by its name in small letters."""
    return {name.casefold(): name for name in _by_place().values()}
