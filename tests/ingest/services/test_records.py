"""Records: a parameter is sent under the service's name, headings keep their order."""

from clusterlab.ingest.korea.services.seoul import STATIONS
from clusterlab.ingest.services.records import Parameter


def test_names():
    assert Parameter("area", "a code", "11", sent_as="adm_cd").field == "adm_cd"
    assert Parameter("year", "a year", "2024").field == "year"
    assert STATIONS.headings == ("역사ID", "역사명", "호선", "위도", "경도")
