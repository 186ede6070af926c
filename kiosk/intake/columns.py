"""Which header, or label in a calendar's description, means which field: English, simplified and traditional
Chinese."""

import re
import unicodedata
from collections.abc import Mapping

from ..domain.booking import folded

# Every customer and partner column names one person; they are read in the order of the columns.
_HEADERS = {
    "number": (
        "Booking|Booking number|Booking no|Booking id|Number|No|Order|Order number|Order no|"
        "预约|预约号|预约编号|预约单号|订单|订单号|订单编号|编号|单号|"
        "預約|預約號|預約編號|預約單號|訂單|訂單號|訂單編號|編號|單號"
    ),
    "uid": "UID|Event id|Calendar id",
    "start": (
        "Start|Starts|Start at|Starts at|Date and time|Datetime|When|Begin|Begins|Arrival|"
        "开始|开始时间|日期时间|预约时间|拍摄时间|到店时间|開始|開始時間|日期時間|預約時間|拍攝時間|到店時間"
    ),
    "date": (
        "Date|Day|Start date|Shoot date|Booking date|Visit date|"
        "日期|开始日期|预约日期|拍摄日期|到店日期|開始日期|預約日期|拍攝日期"
    ),
    "time": "Time|Start time|Arrival time|时间|时刻|時間|時刻",
    "end": "End|Ends|End at|Ends at|End time|Until|结束|结束时间|結束|結束時間",
    "end_date": "End date|结束日期|結束日期",
    "kind": (
        "Type|Kind|Visit|Visit type|Booking type|Purpose|"
        "类型|类别|种类|预约类型|到店类型|類型|類別|種類|預約類型|到店類型"
    ),
    "customer": (
        "Customer|Customers|Customer 1|First customer|Customer name|Name|Names|Full name|Name 1|Party|Client|"
        "Client name|Guest|Bride|顾客|顾客一|顾客1|顾客姓名|客户|客户一|客户1|客户姓名|客户名称|客人|客人姓名|姓名|"
        "名字|新娘|新娘姓名|顧客|顧客一|顧客1|顧客姓名|客戶|客戶一|客戶1|客戶姓名|客戶名稱|女方|女方姓名"
    ),
    "partner": (
        "Partner|Partner name|Customer 2|Customer 3|Customer 4|Second customer|Name 2|Spouse|Groom|"
        "顾客二|顾客2|顾客三|顾客3|顾客四|顾客4|客户二|客户2|伴侣|配偶|新郎|新郎姓名|男方|男方姓名|"
        "顧客二|顧客2|顧客三|顧客3|顧客四|顧客4|客戶二|客戶2|伴侶"
    ),
    "phone": (
        "Phone|Phone number|Mobile|Mobile phone|Mobile number|Cell|Cell phone|Telephone|Tel|Contact number|"
        "手机|手机号|手机号码|电话|电话号码|联系电话|联系方式|"
        "手機|手機號|手機號碼|電話|電話號碼|聯絡電話|聯繫電話|聯絡方式|聯繫方式|行動電話"
    ),
    "package": "Package|Package name|Product|套系|套系名称|套餐|套餐名称|产品|套系名稱|套餐名稱|產品",
    "looks": "Looks|Number of looks|Outfits|造型|造型数|造型数量|服装套数|套数|造型數|造型數量|服裝套數|套數",
    "allowance": (
        "Photos|Photos included|Included photos|Number of photos|Allowance|"
        "入册|入册数|入册张数|照片数|照片张数|张数|精修张数|入冊|入冊數|入冊張數|照片數|照片張數|張數|精修張數"
    ),
    "extra": (
        "Extra|Extra price|Extra photo|Extra photo price|Price per extra photo|"
        "加片|加片价|加片单价|加片价格|加片價|加片單價|加片價格"
    ),
    "host": "Host|Order taker|Salesperson|Consultant|接单人|门市|顾问|销售|客服|负责人|接單人|門市|顧問|銷售|負責人",
    "balance": "Balance|Balance due|Amount due|Due|Outstanding|Remaining|尾款|余款|欠款|待付|未付|待付尾款|餘款",
    "notes": "Notes|Note|Remarks|Remark|Comments|Comment|Memo|备注|备注信息|说明|備註|備注|說明",
    "status": "Status|State|Booking status|状态|预约状态|订单状态|狀態|預約狀態|訂單狀態",
}
_KIND_WORDS = {
    "shoot": "shoot|shooting|photo shoot|photography|photo session|session|拍照|拍摄|摄影|拍攝|攝影",
    "selection": "selection|photo selection|select|viewing|reveal|选片|看片|選片",
    "pickup": "pickup|collection|collect|取件|取片|取相|取货|取貨",
    "enquiry": "enquiry|inquiry|consultation|咨询|询问|諮詢|詢問",
}
_CANCELLED_WORDS = "cancelled|canceled|cancel|void|取消|已取消|作废|已作废|作廢|已作廢"

DEFAULT_COLUMNS: Mapping[str, tuple[str, ...]] = {name: tuple(words.split("|")) for name, words in _HEADERS.items()}
KINDS_BY_WORD = {folded(word): kind for kind, words in _KIND_WORDS.items() for word in words.split("|")}
CANCELLED_WORDS = frozenset(folded(word) for word in _CANCELLED_WORDS.split("|"))


def merged(own: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """`DEFAULT_COLUMNS` with the studio's own headers added; a header the studio claims for one field means nothing
    else. Raises ValueError with one sentence for a field that does not exist or a header claimed twice."""
    claimed: dict[str, str] = {}
    for name, headers in own.items():
        if name not in DEFAULT_COLUMNS:
            raise ValueError(f'"{name}" is no field of a booking; known: {", ".join(DEFAULT_COLUMNS)}')
        for header in headers:
            if claimed.setdefault(folded(header), name) != name:
                raise ValueError(f'the header "{header}" cannot mean both {claimed[folded(header)]} and {name}')
    return {
        name: (*own.get(name, ()), *(header for header in headers if folded(header) not in claimed))
        for name, headers in DEFAULT_COLUMNS.items()
    }


class Headers:
    """Finds the field that a header means."""

    def __init__(self, columns: Mapping[str, tuple[str, ...]]) -> None:
        self._fields = {folded(header): name for name, headers in columns.items() for header in headers}

    def field(self, header: str) -> str | None:
        """None for a header nobody knows. A unit in brackets does not matter: `尾款(元)`."""
        plain = unicodedata.normalize("NFKC", header)[:80]
        bare = re.sub(r"[(\[【][^()\[\]【】]*[)\]】]", "", plain)
        return self._fields.get(folded(plain)) or self._fields.get(folded(bare))
