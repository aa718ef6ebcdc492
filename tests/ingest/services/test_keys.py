"""Keys: read once, decoded once, taken out of every text and log."""

import logging
from urllib.parse import quote

import pytest

from clusterlab.ingest.korea.services.data_go_kr import PORTAL
from clusterlab.ingest.korea.services.kosis import KOSIS
from clusterlab.ingest.korea.services.sgis import SGIS
from clusterlab.ingest.services.keys import MaskedLog, NoKey, Secrets, read_keys

PLAIN = "ab+cd/ef=="
VARIABLE = "CLUSTERLAB_DATA_GO_KR_KEY"


def test_an_encoded_key_and_a_plain_one_are_the_same():
    for given in (PLAIN, "ab%2Bcd%2Fef%3D%3D", "ab%2bcd%2fef%3d%3d", f"  {PLAIN}\n"):
        assert read_keys(PORTAL, {VARIABLE: given}) == (PLAIN,)


def test_a_key_is_decoded_once_and_only_where_it_is_handed_out_encoded():
    with pytest.raises(NoKey, match="encoded twice"):
        read_keys(PORTAL, {VARIABLE: "ab%252Bcd"})
    assert read_keys(KOSIS, {"CLUSTERLAB_KOSIS_KEY": "a%2Bb="}) == ("a%2Bb=",)


def test_a_missing_key_says_where_to_get_one():
    with pytest.raises(NoKey, match=f"{VARIABLE} is not set.*data.go.kr"):
        read_keys(PORTAL, {})
    with pytest.raises(NoKey, match="CLUSTERLAB_SGIS_SECRET is not set"):
        read_keys(SGIS, {"CLUSTERLAB_SGIS_KEY": "abc", "CLUSTERLAB_SGIS_SECRET": " "})
    with pytest.raises(NoKey, match="a blank or a sign"):
        read_keys(PORTAL, {VARIABLE: "ab cd"})


@pytest.mark.parametrize(
    "form",
    [
        PLAIN,
        "ab%2Bcd%2Fef%3D%3D",
        "ab%2bcd%2fef%3d%3d",
        "ab%252Bcd%252Fef%253D%253D",
        "ab%2Bcd/ef%3D%3D",
    ],
)
def test_every_form_of_a_key_is_masked(form):
    masked = Secrets([PLAIN]).mask(f"http://host/?serviceKey={form}&page=1")
    assert masked == "http://host/?serviceKey=***&page=1"


def test_a_log_line_is_masked(caplog):
    logger = logging.getLogger("clusterlab.test")
    masked = MaskedLog(Secrets([PLAIN]))
    logger.addFilter(masked)
    with caplog.at_level(logging.INFO):
        logger.info("GET %s", f"http://host/?key={PLAIN}")
    logger.removeFilter(masked)
    assert caplog.messages == ["GET http://host/?key=***"]


@pytest.mark.parametrize("form", [PLAIN, quote(PLAIN, safe=""), PLAIN.replace("/", "\\/")])
def test_an_answer_that_repeats_the_key_is_masked_before_it_is_read(form):
    body = f'{{"request": "{form}", "rows": []}}'.encode()
    assert Secrets([PLAIN]).mask_answer(body) == b'{"request": "***", "rows": []}'
    assert Secrets(["sample"]).mask_answer(b"a sample") == b"a sample"
