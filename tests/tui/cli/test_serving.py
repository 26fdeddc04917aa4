from typing import Any


def test_a_server_is_set_up_and_checked(run: Any, server: Any) -> None:
    store = server.url("cases")
    made = run("server", "init", "-s", store, "--name", "Cases")
    logins = [
        run("server", "add-coder", name, "--role", role, "-s", store, "--json").objects[0]
        for name, role in (("lea", "lead"), ("bo", "coder"))
    ]
    checked = run("server", "check", "-s", store)
    listed = run("documents", "-s", server.url("cases", "bo"))
    server.run("ALTER TABLE memo DISABLE ROW LEVEL SECURITY", database="cases")
    leaky = run("server", "check", "-s", store)

    assert (made.status, checked.status, listed.status) == (0, 0, 0)
    assert "Made a study at postgresql://" in made.out
    assert [login["role"] for login in logins] == ["lead", "coder"]
    assert all(len(str(login["password"])) >= 12 for login in logins)
    assert leaky.status == 1
    assert "bo could read memos." in leaky.err
    assert [line.split()[0] for line in checked.out.splitlines()] == ["bo", "lea"]


def test_a_server_is_named_by_its_address(run: Any) -> None:
    said = run("server", "check", "-s", "study.db")

    assert said.status == 2
    assert "postgresql://NAME@SERVER/STUDY" in said.err


def test_a_server_that_does_not_answer_is_told_so(run: Any) -> None:
    said = run("documents", "-s", "postgresql://ben:secret@localhost:1/none")

    assert said.status == 3
    assert "does not answer" in said.err
    assert "secret" not in said.err
