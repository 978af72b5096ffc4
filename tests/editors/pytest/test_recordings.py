"""Sessions of editors as `record` has taken them down, played again: the server answers the editor as it did."""

import asyncio
import itertools
import json
from asyncio.subprocess import PIPE
from collections import defaultdict, deque
from pathlib import Path
from typing import Any

import pytest

from strict import Checker

Message = dict[str, Any]
Session = list[tuple[str, Message]]
CLIENT, SERVER = "CLIENT", "SERVER"
PUBLISH, PULL = "textDocument/publishDiagnostics", "textDocument/diagnostic"
REFRESH = "workspace/diagnostic/refresh"
RECORDINGS = sorted((Path(__file__).parent / "recordings").glob("*.jsonl"))


class Server:
    """A server, and what it has said so far."""

    def __init__(self, process: asyncio.subprocess.Process, answers: dict[str, deque[Message]]) -> None:
        self._process = process
        self._answers = answers
        self._asked: dict[Any, str] = {}
        self._checker = Checker()
        self.responses: dict[Any, Message] = {}
        self.published: dict[str, Any] = {}
        self._news = asyncio.Condition()

    def send(self, message: Message) -> None:
        if "id" in message and "method" in message:
            self._asked[message["id"]] = message["method"]
        body = json.dumps(message).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))

    async def listen(self) -> None:
        """Until the server ends."""
        assert self._process.stdout
        while header := await self._process.stdout.readline():
            assert header.lower().startswith(b"content-length:")
            await self._process.stdout.readuntil(b"\r\n")
            self._take(json.loads(await self._process.stdout.readexactly(int(header.split(b":")[1]))))
            async with self._news:
                self._news.notify_all()

    def _take(self, message: Message) -> None:
        if "method" not in message:
            self._checker.check(message, answers=self._asked[message["id"]])
            self.responses[message["id"]] = message
            return
        self._checker.check(message)
        if message["method"] == PUBLISH:
            self.published[message["params"]["uri"]] = marks(message)
        elif "id" in message:
            recorded = self._answers[message["method"]]
            result = recorded.popleft()["result"] if recorded else None
            self.send({"jsonrpc": "2.0", "id": message["id"], "result": result})

    async def until(self, condition: Any) -> None:
        async with asyncio.timeout(60), self._news:
            await self._news.wait_for(condition)

    async def response(self, id_: Any) -> Message:
        await self.until(lambda: id_ in self.responses)
        return self.responses[id_]

    async def until_pulled(self, uri: str, wanted: Any) -> None:
        async with asyncio.timeout(60):
            for attempt in itertools.count():
                id_ = f"{uri} {len(self.responses)} {attempt}"
                self.send({"jsonrpc": "2.0", "id": id_, "method": PULL, "params": {"textDocument": {"uri": uri}}})
                if marks_of((await self.response(id_))["result"]["items"]) == wanted:
                    return
                await asyncio.sleep(0.01)


def marks_of(diagnostics: list[Any]) -> Any:
    """What a reader sees of them, without their wording."""
    return [(mark["code"], mark["severity"], mark["range"]["start"], mark["range"]["end"]) for mark in diagnostics]


def marks(published: Message) -> Any:
    params = published["params"]
    return params.get("version"), marks_of(params["diagnostics"])


def editors_answers(session: Session) -> dict[str, deque[Message]]:
    """What the editor answered to the server's requests, by their methods."""
    asked = {m["id"]: m["method"] for sender, m in session if sender == SERVER and "id" in m and "method" in m}
    answers: dict[str, deque[Message]] = defaultdict(deque)
    for sender, message in session:
        if sender == CLIENT and "method" not in message:
            answers[asked[message["id"]]].append(message)
    return answers


@pytest.mark.parametrize("recording", RECORDINGS, ids=lambda recording: recording.stem)
async def test_a_recorded_session_goes_as_it_went(recording: Path, desk: Path) -> None:
    lines = map(json.loads, recording.read_text().replace("{desk}", str(desk)).splitlines())
    session: Session = [(line["from"], line["message"]) for line in lines]
    process = await asyncio.create_subprocess_exec("copydesk", "lsp", stdin=PIPE, stdout=PIPE)
    server = Server(process, editors_answers(session))
    async with asyncio.TaskGroup() as group:
        group.create_task(server.listen())
        await replay(session, server)
        await process.wait()
    assert process.returncode == 0


async def replay(session: Session, server: Server) -> None:
    # What the editor shows, until it says something that may change it.
    published: dict[str, Any] = {}
    pulled: dict[str, Any] = {}
    seen = 0
    asked = {m["id"]: m for sender, m in session if sender == CLIENT and "id" in m and "method" in m}
    for sender, message in session:
        method = message.get("method")
        if sender == SERVER and method == PUBLISH:
            published[message["params"]["uri"]] = marks(message)
        elif sender == SERVER and method == REFRESH:
            pulled.clear()
        elif sender == SERVER and method is None:
            request, response = asked[message["id"]], await server.response(message["id"])
            assert "result" in response and bool(response["result"]) == bool(message["result"]), request
            if request["method"] == PULL:
                pulled[request["params"]["textDocument"]["uri"]] = marks_of(message["result"]["items"])
        elif sender == CLIENT and method is not None:
            await server.until(lambda: published.items() <= server.published.items())
            for uri, wanted in pulled.items():
                await server.until_pulled(uri, wanted)
            seen += len(published) + len(pulled)
            if "id" not in message:
                published.clear()
                pulled.clear()
            server.send(message)
    assert seen > 0
