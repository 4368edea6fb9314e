"""Secrets are taken out; what only looks like one stays. None of those below was ever valid."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_perf.core.secrets import Masker, masked

LETTERS = (string.ascii_letters + string.digits) * 2
KEY = "a8Kq37" + LETTERS[:40]
PEM = "-----BEGIN RSA {0}-----\nMIIEpAIBAAKCAQEA7\nq83Yg==\n-----END RSA {0}-----".format(
    "PRIVATE" + " KEY"
)


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        (f'key = "AKIA{"Q" * 12}2345"', f"AKIA{'Q' * 12}2345"),
        (f"client('ghp_{LETTERS[:36]}')", f"ghp_{LETTERS[:36]}"),
        (f"client = OpenAI('sk-proj-{LETTERS[:48]}')", f"sk-proj-{LETTERS[:48]}"),
        (f"# old: sk-ant-api03-{LETTERS[:60]}", f"sk-ant-api03-{LETTERS[:60]}"),
        (f"login('hf_{LETTERS[:34]}')", f"hf_{LETTERS[:34]}"),
        ('send("xoxb-1234567890-abcdefghij")', "xoxb-1234567890-abcdefghij"),
        (f"pem = '''{PEM}'''", PEM),
        ("e = create_engine('postgresql://ann:hunter2@db.example.org/x')", "hunter2"),
        ("redis.from_url('redis://:p4ss!word@10.0.0.1:6379')", "p4ss!word"),
        ("c = 'Server=db;User Id=ann;Password=s3cr3t!;'", "s3cr3t!"),
        (f"c = 'AccountName=x;AccountKey={KEY}==;Suffix=y'", f"{KEY}=="),
        ("password = 'hunter2'", "hunter2"),
        ("password = '$p4[ss]*%{x'", "$p4[ss]*%{x"),
        ('DB_PASSWORD: str = "correct-horse"', "correct-horse"),
        ("connect(user='ann', password='hunter2')", "hunter2"),
        ('config = {"user": "ann", "passwd": "tr0ub4dor"}', "tr0ub4dor"),
        ("if given['password'] == 'hunter2': pass", "hunter2"),
        (f"API_KEY = '{KEY}'", KEY),
        (f"os.environ['OPENAI_API_KEY'] = '{KEY}'", KEY),
        (f"os.environ.setdefault('SECRET_KEY', '{KEY}')", KEY),
        (f"headers = {{'Authorization': 'Bearer {KEY}'}}", KEY),
        (f"api-key: '{KEY}'", KEY),
        (f"url = 'https://x.example.org/b?sv=2024&sig={KEY}%3D'", f"{KEY}%3D"),
        ("!tool --password hunter2 run", "hunter2"),
        (f"x = 'eyJ{LETTERS[:20]}.eyJ{LETTERS[:30]}.{LETTERS[:30]}'", f".eyJ{LETTERS[:30]}"),
    ],
)
def test_a_secret_is_taken_out_and_the_rest_stays(text, secret):
    masker = Masker()
    shown = masker.text(text)
    assert secret not in shown
    assert "<secret 1>" in shown
    assert masker.restored(shown) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "token = '<pad>'",
        "tokenizer = 'bert-base-uncased-2024'",
        "token = tokens[0]",
        "max_tokens = 4096",
        "password = getpass('Password for the database: ')",
        "password = os.environ['DB_PASSWORD']",
        "password = 'DB_PASSWORD'",
        "password = ''",
        "password = '<your password>'",
        "password = f'{prefix}'",
        "password = '${DB_PASSWORD}'",
        "password = '********'",
        "api_key = 'your-api-key-2024-goes-here'",
        "password_column = 'pw_hash_1'",
        "df = df.rename(columns={'pwd': 'password'})",
        "df.groupby(['token', 'day'])['n'].sum()",
        "key = 'customer_id_2024'",
        "for token in text.split(): counts[token] += 1",
        "secret = secrets.token_hex(16)",
        "url = 'https://example.org:8080/a/b?c=d'",
        "url = 'http://localhost:8888/lab'",
        "git = 'git@github.example.org:a/b.git'",
        "sha = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'",
        "df['a'] = df['b'] / df['c']",
        "risk-free = 'sk-learn'",
        "token = 'data/2024/part-00001/tokens.parquet'",
        "def login(user: str, password: str) -> None: ...",
        "assert password != ''",
        "basic ideas about tokens and secrets: keys, passwords and the like",
    ],
)
def test_what_is_none_stays(text):
    assert masked(text) == text


def test_the_same_secret_has_one_name_everywhere():
    masker = Masker()
    source = masker.text("password = 'hunter2'; other_password = 'letmein77'")
    assert source == "password = '<secret 1>'; other_password = '<secret 2>'"
    data = {"code": ["x = 'hunter2'", 3, None], "letmein77": {"y": "letmein77 hunter2"}}
    assert masker.data(data) == {
        "code": ["x = '<secret 1>'", 3, None],
        "<secret 2>": {"y": "<secret 2> <secret 1>"},
    }


def test_a_text_with_such_placeholders_in_it_comes_back_as_it_was():
    text = "x = '<secret 1>'; password = 'hunter2'"
    masker = Masker()
    assert masker.text(text) == "x = '<secret 1>'; password = '<secret- 1>'"
    assert masker.restored(masker.text(text)) == text


@given(st.text(alphabet="ab1 ='\":;@/<>_\npassword", max_size=80))
def test_masking_can_always_be_undone(text):
    masker = Masker()
    assert masker.restored(masker.text(text)) == text


@pytest.mark.parametrize(
    "piece", ["password", "a" * 50, "://a:", "-----BEGIN PRIVATE KEY-----", "_"]
)
def test_a_long_text_is_no_trouble(piece):
    text = piece * 20_000
    assert masked(text) == text
