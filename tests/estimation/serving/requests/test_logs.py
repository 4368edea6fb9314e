"""Logs of requests: whatever they are kept in, the same sizes come out."""

import gzip
import json

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.serving import requests
from jupyter_perf.estimation.serving.terms import Buckets

INPUT = [10, 25, 26, 300, 40_000]
OUTPUT = [5, 25, 100, 101, 7]
LOG = pd.DataFrame({"prompt_tokens": INPUT, "completion_tokens": OUTPUT, "model": ["a"] * 5})


def same(one, other):
    assert one.buckets == other.buckets
    for field in ("shares", "mean_input", "mean_output"):
        np.testing.assert_allclose(getattr(one, field), getattr(other, field))
    assert one.count == other.count


def test_sizes_are_sorted_into_buckets_by_their_upper_ends():
    found = requests.read(LOG)
    assert found.count == 5
    assert found.shares.sum() == pytest.approx(1)
    assert found.shares[0, 0] == pytest.approx(2 / 5)  # 25 is in the first one still
    assert (found.mean_input[0, 0], found.mean_output[0, 0]) == (17.5, 15)
    assert found.shares[1, 1] == pytest.approx(1 / 5)
    assert found.shares[3, 2] == pytest.approx(1 / 5)
    assert "5 rows in the frame" in found.source


def test_a_longer_request_adds_buckets_and_it_is_said():
    found = requests.read(LOG)
    assert found.buckets.inputs[-2:] == (32_000, 64_000)
    assert found.buckets.outputs[-1] == 32_000
    assert found.shares[10, 0] == pytest.approx(1 / 5)
    assert any("up to 40,000 tokens: buckets up to 64,000" in note for note in found.notes)


@given(
    st.lists(st.tuples(st.integers(1, 100_000), st.integers(1, 100_000)), min_size=1, max_size=30)
)
@settings(max_examples=40, derandomize=True, deadline=None)
def test_nothing_is_lost(pairs):
    log = {"input_len": [a for a, _ in pairs], "output_len": [b for _, b in pairs]}
    found = requests.read(log)
    assert found.count == len(pairs)
    assert found.shares.sum() == pytest.approx(1)
    assert (found.shares * found.mean_input).sum() == pytest.approx(np.mean(log["input_len"]))
    assert (found.shares * found.mean_output).sum() == pytest.approx(np.mean(log["output_len"]))
    for ends, axis, mean in (
        (found.buckets.inputs, 0, found.mean_input),
        (found.buckets.outputs, 1, found.mean_output),
    ):
        upper = np.expand_dims(np.array(ends, dtype=float), 1 - axis)
        lower = np.expand_dims(np.array((0, *ends[:-1]), dtype=float), 1 - axis)
        assert ((lower < mean) & (mean <= upper * (1 + 1e-12))).all()


@pytest.mark.parametrize(
    ("prompt", "answer"),
    [
        ("prompt_tokens", "completion_tokens"),
        ("ContextTokens", "GeneratedTokens"),
        ("Request tokens", "Response tokens"),
        ("input_length", "output_length"),
        ("num_prompt_tokens", "num_output_tokens"),
        ("gen_ai.usage.input_tokens", "gen_ai.usage.output_tokens"),
        ("llm.token_count.prompt", "llm.token_count.completion"),
    ],
)
def test_the_usual_names_are_recognised(prompt, answer):
    same(requests.read(LOG.set_axis([prompt, answer, "x"], axis=1)), requests.read(LOG))


def test_columns_of_other_names_can_be_named():
    other = LOG.set_axis(["p", "a", "x"], axis=1)
    same(requests.read(other, columns={"input": "p", "output": "a"}), requests.read(LOG))
    with pytest.raises(UsageError, match=r"'p', 'a', 'x'.*columns=\{'input': 'NAME'"):
        requests.read(other)
    with pytest.raises(UsageError, match="no column 'q'; there are: 'p', 'a', 'x'"):
        requests.read(other, columns={"input": "q", "output": "a"})
    with pytest.raises(UsageError, match="not for 'prompt'"):
        requests.read(other, columns={"prompt": "p"})


def test_frames_arrow_tables_and_records_are_the_same():
    same(requests.read(pa.Table.from_pandas(LOG)), requests.read(LOG))
    same(requests.read(LOG.to_dict("records")), requests.read(LOG))
    same(requests.read(dict(LOG)), requests.read(LOG))
    usage = LOG[["prompt_tokens", "completion_tokens"]].to_dict("records")
    same(requests.read(pa.table({"usage": usage})), requests.read(LOG))


def test_files_are_the_same(tmp_path):
    LOG.to_csv(tmp_path / "a.csv", index=False)
    LOG.to_csv(tmp_path / "b.csv.gz", index=False)
    LOG.to_csv(tmp_path / "c.tsv", index=False, sep="\t")
    LOG.to_csv(tmp_path / "d.csv", index=False, sep=";")
    LOG.to_parquet(tmp_path / "e.parquet")
    LOG.to_json(tmp_path / "f.jsonl", orient="records", lines=True)
    LOG.to_json(tmp_path / "g.jsonl.gz", orient="records", lines=True)
    for path in tmp_path.iterdir():
        same(requests.read(path), requests.read(LOG))
        same(requests.read(str(path)), requests.read(LOG))


def test_a_json_log_with_usage_inside(tmp_path):
    path = tmp_path / "log.jsonl"
    rows = [
        {"id": i, "prompt": "x" * 10, "usage": {"prompt_tokens": a, "completion_tokens": b}}
        for i, (a, b) in enumerate(zip(INPUT, OUTPUT, strict=True))
    ]
    path.write_text("\n".join(map(json.dumps, rows)))
    same(requests.read(path), requests.read(LOG))
    table = pa.Table.from_pylist(rows)
    parquet.write_table(table, tmp_path / "log.parquet")
    same(requests.read(tmp_path / "log.parquet"), requests.read(LOG))


def test_bad_lines_of_json_are_left_out(tmp_path):
    path = tmp_path / "log.jsonl"
    lines = [json.dumps(row) for row in LOG.to_dict("records")]
    path.write_text("\n".join([*lines, '["a list"]', '{"prompt_tokens": 12, "comple']))
    found = requests.read(path)
    same(found, requests.read(LOG))
    assert any("2 lines of log.jsonl left out: no JSON object" in n for n in found.notes)


def test_a_bad_row_of_a_csv_is_left_out(tmp_path):
    path = tmp_path / "log.csv"
    rows = [f'{a},"two\nlines, and a comma",{b}' for a, b in zip(INPUT, OUTPUT, strict=True)]
    path.write_text("\n".join(["input_len,text,output_len", *rows[:2], "1,2", *rows[2:]]))
    found = requests.read(path)
    same(found, requests.read(LOG))
    assert any("1 row of log.csv with too many or too few" in note for note in found.notes)
    path.write_text("\n".join(["input_len,text,output_len", *rows, "a word,x,12"]))
    found = requests.read(path)
    same(found, requests.read(LOG))
    assert "1 row left out: tokens missing or no number" in found.notes


def test_rows_without_sizes_are_counted_and_left_out():
    bad = pd.DataFrame(
        {
            "prompt_tokens": [0, -3, None, 5, 2e9, "many"],
            "completion_tokens": [4, 4, 4, np.nan, 4, 4],
        }
    )
    found = requests.read(pd.concat([LOG, bad]))
    same(found, requests.read(LOG))
    assert "2 rows left out: tokens of 0 or fewer" in found.notes
    assert "3 rows left out: tokens missing or no number" in found.notes
    assert "1 row left out: more than 100,000,000 tokens" in found.notes
    with pytest.raises(UsageError, match=r"no request is there to be counted: .*; 3 rows left out"):
        requests.read(bad)


def test_what_is_no_log_is_refused(tmp_path):
    with pytest.raises(UsageError, match="no request is there"):
        requests.read(LOG.iloc[:0])
    for text in ("", "\n"):
        (tmp_path / "empty.csv").write_text(text)
        with pytest.raises(UsageError, match=r"empty\.csv is empty"):
            requests.read(tmp_path / "empty.csv")
    (tmp_path / "head.csv").write_text("input_len,output_len\n")
    with pytest.raises(UsageError, match="no request is there"):
        requests.read(tmp_path / "head.csv")
    (tmp_path / "empty.jsonl").write_text("")
    with pytest.raises(UsageError, match="is empty"):
        requests.read(tmp_path / "empty.jsonl")
    (tmp_path / "words.jsonl").write_text("hello\n")
    with pytest.raises(UsageError, match="one JSON object on each line"):
        requests.read(tmp_path / "words.jsonl")
    (tmp_path / "not.parquet").write_text("hello")
    (tmp_path / "not.csv.gz").write_text("hello")
    for name in ("not.parquet", "not.csv.gz"):
        with pytest.raises(UsageError, match="can't be read"):
            requests.read(tmp_path / name)
    (tmp_path / "latin.csv").write_bytes("größe,input_len,output_len\nä,1,2".encode("latin-1"))
    with pytest.raises(UsageError, match="can't be read"):
        requests.read(tmp_path / "latin.csv")
    (tmp_path / "a.xlsx").write_text("hello")
    with pytest.raises(UsageError, match=r"logs are read from \.csv"):
        requests.read(tmp_path / "a.xlsx")
    with pytest.raises(UsageError, match="is a folder"):
        requests.read(tmp_path)
    for missing in ("nothing.csv", "chatter", "", "a\0b"):
        with pytest.raises(UsageError, match=r"neither a file nor one of chat, code"):
            requests.read(missing)
    for other in (3, None, object(), {1, 2}):
        with pytest.raises(UsageError, match="requests are a log"):
            requests.read(other)
    with pytest.raises(UsageError, match="make no table"):
        requests.read({"input_len": [1, 2], "output_len": [1]})


def test_requests_stay_what_they_are():
    found = requests.read(LOG, buckets=Buckets((50_000,), (200,)))
    assert found.buckets.shape == (1, 1)
    assert not found.notes
    assert requests.read(found) is found


def test_a_cut_off_archive_is_refused(tmp_path):
    whole = gzip.compress(LOG.to_csv(index=False).encode())
    (tmp_path / "cut.csv.gz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(UsageError, match="can't be read"):
        requests.read(tmp_path / "cut.csv.gz")
