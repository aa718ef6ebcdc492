"""The public data portal, data.go.kr: its three gateways, one key, and how they answer."""

from typing import Any

from ...services.answer import member, read_answer, rows_of, whole_number
from ...services.failure import ServiceFailure
from ...services.records import Page, Service


def read(body: bytes) -> Page:
    """Take an answer of any of the gateways apart.

    Parameters
    ----------
    body : bytes
        JSON or XML: some of its services answer in XML whatever was asked, and the gateway
        refuses a key in XML.

    Returns
    -------
    Page
        Code ``resultCode``, or ``returnReasonCode`` where the gateway refuses; 0 for a page of
        file data, which carries none.

    Raises
    ------
    ServiceFailure
        Where it is none of the portal's forms.
    """
    tree = read_answer(body)
    refused = member(tree, "OpenAPI_ServiceResponse", "cmmMsgHeader")
    if isinstance(refused, dict):
        message = refused.get("returnAuthMsg") or refused.get("errMsg") or ""
        return Page(str(refused.get("returnReasonCode", "")).strip(), str(message))
    if isinstance(tree, dict) and isinstance(tree.get("data"), list):
        total = whole_number(tree.get("matchCount"))
        total = whole_number(tree.get("totalCount")) if total is None else total
        return Page("0", "", rows_of(tree["data"]), total)
    if isinstance(tree, dict) and "code" in tree and "msg" in tree:
        return Page(str(tree["code"]), str(tree["msg"]))
    return _enveloped(tree)


def _enveloped(tree: Any) -> Page:
    inner = member(tree, "response")
    root = inner if isinstance(inner, dict) else tree
    code = member(root, "header", "resultCode")
    if code is None:
        raise ServiceFailure("unreadable", "the answer is not in the form of data.go.kr")
    message = str(member(root, "header", "resultMsg") or "")
    items = member(root, "body", "items")
    found = items.get("item", items) if isinstance(items, dict) else items
    total = whole_number(member(root, "body", "totalCount"))
    return Page(str(code).strip(), message, rows_of(found), total)


KEY = ("CLUSTERLAB_DATA_GO_KR_KEY",)
APPLY_AT = "https://www.data.go.kr (활용신청 of each data set)"
TITLE = "data.go.kr"

PORTAL = Service(
    "data_go_kr", TITLE, "https://apis.data.go.kr", KEY, "serviceKey", APPLY_AT, read, True
)
STANDARD = Service(
    "data_go_kr_standard",
    TITLE,
    "https://api.data.go.kr",
    KEY,
    "serviceKey",
    APPLY_AT,
    read,
    True,
    codes="data_go_kr",
)
FILES = Service(
    "odcloud",
    TITLE,
    "https://api.odcloud.kr",
    KEY,
    "serviceKey",
    APPLY_AT,
    read,
    True,
    codes="data_go_kr",
)
