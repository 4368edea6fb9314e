"""Every verb of every address, over HTTP, with and without a right to it."""

import csv
import io
import json

import jsonschema
import pytest
from tornado.httpclient import HTTPClientError

from jupyter_perf.core.policy import Policy
from jupyter_perf.core.targets import Target, adding
from jupyter_perf.core.targets.catalogue import shipped
from jupyter_perf.errors import PolicyError
from jupyter_perf.records import database
from jupyter_perf.records import store as module
from jupyter_perf.records.store import About, Query, store
from jupyter_perf.server import routes
from jupyter_perf.server.documents import openapi

API = ("jupyter-perf", "api")
VERBS = [
    ("GET", "runs"),
    ("DELETE", "runs"),
    ("GET", "runs/{run}"),
    ("DELETE", "runs/{run}"),
    ("GET", "export"),
    ("GET", "spend"),
    ("GET", "targets"),
    ("GET", "openapi.json"),
]


def check(found, schema):
    """`found` is what the document says it is."""
    components = {"components": openapi()["components"]}
    jsonschema.validate(found, {"$ref": f"#/components/schemas/{schema}", **components})


async def refused(request):
    """(status, message) of a request that must fail; the answer is JSON."""
    with pytest.raises(HTTPClientError) as caught:
        await request
    body = json.loads(caught.value.response.body)
    check(body, "Error")
    assert "Traceback" not in json.dumps(body)
    return caught.value.code, body["message"]


@pytest.fixture
def ask(jp_fetch):
    """The JSON at an address, checked against its schema."""

    async def get(path, schema, **params):
        answer = await jp_fetch(*API, *path.split("/"), params=params)
        assert answer.headers["Content-Type"].startswith("application/json")
        found = json.loads(answer.body)
        check(found, schema)
        return found

    return get


@pytest.fixture
def send(jp_fetch):
    """DELETE with a body."""

    async def delete(*path, body=None):
        text = body if isinstance(body, str) else json.dumps(body)
        return await jp_fetch(
            *API, *path, method="DELETE", body=text, allow_nonstandard_methods=True
        )

    return delete


async def test_lists_filter_sort_and_page(ask, runs, jp_root_dir):
    found = await ask("runs", "Page")
    assert [run["id"] for run in found["runs"]] == runs[::-1]
    assert (found["total"], found["note"]) == (4, "")
    first = found["runs"][3]
    assert (first["outcome"], first["ratio"], first["low"], first["high"]) == ("faster", 8, 7, 9)
    assert (first["title"], first["cell"]) == ("total = sum(x)", "cell-a")
    assert (first["path"], first["options"]) == ("deep/a.ipynb", {"budget": 9})
    assert [run["path"] for run in found["runs"][::3]] == [None, "deep/a.ipynb"]

    async def indices(**params):
        page = await ask("runs", "Page", **params)
        return [runs.index(run["id"]) for run in page["runs"]], page["total"]

    assert await indices(kind="refinement", limit=2) == ([2, 1], 3)
    assert await indices(limit=2, offset=3) == ([0], 4)
    assert await indices(sort="ratio", order="asc", limit=2) == ([2, 0], 4)
    assert await indices(search="TOTAL") == ([0], 1)
    assert await indices(notebook="deep/a.ipynb") == ([0], 1)
    assert await indices(notebook=str(jp_root_dir / "deep" / "a.ipynb")) == ([0], 1)
    assert await indices(notebook="../elsewhere/b.ipynb") == ([], 0)
    assert await indices(notebook="/elsewhere/b.ipynb") == ([1], 1)
    assert await indices(outcome="can't be verified", **{"1732170000000": ""}) == ([1], 1)


async def test_one_run_is_told_whole_and_deleted(ask, send, runs, hostile):
    found = await ask(f"runs/{runs[0]}", "Run")
    assert found["source"] == "total = sum(x)"
    assert found["result"]["best"]["timing"]["ratio"] == 8.0
    assert found["path"] == "deep/a.ipynb"
    assert (await send("runs", runs[0])).code == 204
    assert await refused(send("runs", runs[0])) == (
        404,
        "there is no such run (it may have been deleted)",
    )
    assert (await ask("runs", "Page"))["total"] == 3
    answer = await send("runs", body={"ids": [*runs, hostile, "' OR 1=1"]})
    assert json.loads(answer.body) == {"deleted": 3}
    assert (await ask("runs", "Page"))["runs"] == []


async def test_what_stands_in_a_file_that_cant_be_written_is_listed_and_stays(
    ask, send, runs, monkeypatch
):
    connect = database.FileDatabase._connect

    def read_only(self):
        connection = connect(self)
        connection.execute("PRAGMA query_only = ON")
        return connection

    monkeypatch.setattr(database.FileDatabase, "_connect", read_only)
    code, message = await refused(send("runs", runs[0]))
    assert (code, "in memory only" in message) == (409, True)
    found = await ask("runs", "Page")
    assert (found["total"], "in memory only" in found["note"]) == (4, True)
    assert (await refused(send("runs", "unknown")))[0] == 404


async def test_exports(ask, jp_fetch, runs, hostile):
    whole = await ask("export", "Export", kind="refinement")
    assert [run["id"] for run in whole["runs"]] == runs[2::-1]
    assert whole["runs"][2]["result"]["searched_seconds"] == 2.0
    assert await ask("export", "Export", kind="nothing") == {"runs": []}
    answer = await jp_fetch(*API, "export", params={"format": "csv"})
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.body.decode())))
    assert [row["id"] for row in rows] == runs[::-1]
    assert rows[1]["title"] == f"'=cmd('{hostile}')"


async def test_what_models_cost(ask, jp_fetch, runs, jp_root_dir, hostile):
    plain = await ask("spend", "Spend")
    assert (plain["total"]["runs"], plain["total"]["usd"], plain["runs"]) == (0, None, [])
    inside = str(jp_root_dir / "deep" / "a.ipynb")
    for notebook, model, tokens, usd in (
        (inside, "gpt-5.4", 1000, 0.25),
        (inside, hostile, 500, None),
        ("/elsewhere/b.ipynb", "gpt-5.4", 2000, 0.5),
    ):
        about = About(notebook, None, {"model": model}, tokens, usd)
        store().remember(None, "refinement", '{"source": "total = 1"}', about)
    found = await ask("spend", "Spend", limit=2)
    total = found["total"]
    assert (total["runs"], total["tokens"], total["usd"], total["unpriced"]) == (3, 3500, 0.75, 1)
    assert [(line["name"], line["path"]) for line in found["notebooks"]] == [
        ("/elsewhere/b.ipynb", None),
        (inside, "deep/a.ipynb"),
    ]
    assert {line["name"]: line["tokens"] for line in found["models"]} == {
        "gpt-5.4": 3000,
        hostile: 500,
    }
    assert [run["tokens"] for run in found["runs"]] == [2000, 500]
    assert found["runs"][1]["path"] == "deep/a.ipynb"
    of_one = await ask("spend", "Spend", notebook="deep/a.ipynb")
    assert (of_one["total"]["tokens"], len(of_one["notebooks"])) == (1500, 1)
    for params in ({"limit": "-1"}, {"limit": hostile}):
        assert (await refused(jp_fetch(*API, "spend", params=params)))[0] == 400


async def test_targets_are_those_that_are_shipped(ask):
    found = (await ask("targets", "Targets"))["targets"]
    assert [each["name"] for each in found] == [target.name for target in shipped()]
    assert all(each["source_url"].startswith("https://") for each in found)
    assert "here" not in {each["name"] for each in found}, "the server's machine isn't the kernel's"


async def test_targets_of_the_user_and_the_project_come_too(
    ask, jp_root_dir, tmp_path, monkeypatch
):
    monkeypatch.setenv("JUPYTER_PERF_HOME", str(tmp_path / "own"))
    adding.add(Target("my-box", "My box", kind="cpu", cores=4, usd_per_hour=0.2))
    adding.add(Target("theirs", "Their box"), project=jp_root_dir / "deep")
    adding.add(Target("outside", "Not served"), project=tmp_path / "elsewhere")

    async def added(**params):
        rows = (await ask("targets", "Targets", **params))["targets"]
        return [each["name"] for each in rows[len(shipped()) :]]

    assert await added() == ["my-box"]
    assert await added(notebook="deep/a.ipynb") == ["theirs", "my-box"]
    for path in ("../elsewhere/b.ipynb", str(tmp_path / "elsewhere" / "b.ipynb"), "a\0b"):
        assert await added(notebook=path) == ["my-box"]


async def test_hostile_strings_are_data(ask, jp_fetch, runs, hostile):
    found = await ask("runs", "Page", search=hostile)
    assert [run["id"] for run in found["runs"]] == [runs[2]]
    assert found["runs"][0]["cell"] == hostile
    answer = await jp_fetch(*API, "runs", runs[2])
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    for name in ("sort", "order", "limit", "offset"):
        code, message = await refused(jp_fetch(*API, "runs", params={name: hostile}))
        assert code == 400
        assert name in message
    assert (await refused(jp_fetch(*API, "runs", hostile.replace("/", ""))))[0] == 404


NONSENSE = [
    ("runs", {"limit": "1001"}, "limit"),
    ("runs", {"limit": "-1"}, "limit"),
    ("runs", {"limit": "9" * 5000}, "limit"),
    ("runs", {"offset": "1.5"}, "offset"),
    ("runs", {"offset": "\u0661"}, "offset"),
    ("runs", {"search": "x" * 501}, "search"),
    ("runs", {"sort": "masked"}, "sort"),
    ("runs", {"order": "100% up"}, "order"),
    ("export", {"format": "exe"}, "format"),
    ("export", {"order": "up"}, "order"),
]
BAD_BODIES = ["", "{", "[]", "3", "null", '{"ids": "all"}', '{"ids": [1]}', '{"id": []}', "\xff"]


async def test_what_cant_be_understood_is_said(jp_fetch, runs):
    for path, params, word in NONSENSE:
        code, message = await refused(jp_fetch(*API, path, params=params))
        assert (code, word in message) == (400, True), (params, message)
        assert "%%" not in message


async def test_bad_bodies_delete_nothing(send, runs):
    for body in [*BAD_BODIES, json.dumps({"ids": ["x"] * 1001})]:
        assert (await refused(send("runs", body=body)))[0] == 400, body
    assert store().count(Query()) == 4


async def test_nobody_gets_in_without_a_token(http_server_client, jp_base_url, runs):
    for method, path in VERBS:
        address = f"{jp_base_url}jupyter-perf/api/{path.format(run=runs[0])}"
        body = json.dumps({"ids": runs}) if method == "DELETE" else None
        for headers in ({}, {"Authorization": "token wrong"}):
            request = http_server_client.fetch(
                address, method=method, headers=headers, body=body, allow_nonstandard_methods=True
            )
            assert (await refused(request))[0] == 403, (method, path, headers)
    assert store().count(Query()) == 4


async def test_a_browsers_login_needs_the_xsrf_token_to_delete(
    http_server_client, jp_base_url, jp_serverapp, runs
):
    cookies = []
    for page in ("login", f"login?token={jp_serverapp.identity_provider.token}"):
        answer = await http_server_client.fetch(
            jp_base_url + page, follow_redirects=False, raise_error=False
        )
        cookies += [each.partition(";")[0] for each in answer.headers.get_list("Set-Cookie")]
    (xsrf,) = [each.partition("=")[2] for each in cookies if each.startswith("_xsrf=")]
    address = f"{jp_base_url}jupyter-perf/api/runs/{runs[0]}"
    headers = {"Cookie": "; ".join(cookies)}
    assert (await http_server_client.fetch(address, headers=headers)).code == 200
    request = http_server_client.fetch(address, method="DELETE", headers=headers)
    assert (await refused(request))[0] == 403
    assert store().count(Query()) == 4
    headers["X-XSRFToken"] = xsrf
    assert (await http_server_client.fetch(address, method="DELETE", headers=headers)).code == 204


async def test_the_administrators_word_counts(jp_fetch, ask, runs, monkeypatch):
    monkeypatch.setattr(module, "policy", lambda: Policy(history=False))
    found = await ask("runs", "Page")
    assert found["runs"] == []
    assert "policy.toml says so" in found["note"]

    def broken():
        raise PolicyError("100% broken: nothing is allowed")

    monkeypatch.setattr(module, "policy", broken)
    assert await refused(jp_fetch(*API, "runs")) == (403, "100% broken: nothing is allowed")


async def test_the_document_says_what_there_is(ask, jp_fetch, jp_base_url):
    document = json.loads((await jp_fetch(*API, "openapi.json")).body)
    assert document["servers"] == [{"url": f"{jp_base_url}jupyter-perf/api"}]
    told = {(verb.upper(), path) for path, verbs in document["paths"].items() for verb in verbs}
    assert told == {(method, f"/{path}") for method, path in VERBS}
    there = {
        (verb, "/" + pattern.replace(r"\.", ".").replace("([^/]+)", "{run}"))
        for pattern, handler in routes.HANDLERS.items()
        for verb in ("GET", "POST", "PUT", "PATCH", "DELETE")
        if verb.lower() in vars(handler)
    }
    assert there == told
    parameters = document["paths"]["/runs"]["get"]["parameters"]
    names = {each["name"] for each in parameters}
    assert names == {"kind", "notebook", "outcome", "cell", "search", "sort", "order", "limit",
                     "offset"}  # fmt: skip
    for schema in document["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)


async def test_other_verbs_are_refused(jp_fetch, runs):
    for method in ("POST", "PUT", "PATCH"):
        code, _ = await refused(jp_fetch(*API, "runs", method=method, body="{}"))
        assert code == 405
