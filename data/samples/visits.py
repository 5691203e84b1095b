"""Nothing in; the visits of the working groups and of the Standing Board up to 13/05/2020 out."""

from __future__ import annotations

OVERSIGHT = {
    "kh": "Kiểm tra việc xây dựng kế hoạch tổ chức đại hội",
    "cb": "Hướng dẫn, kiểm tra đại hội chi bộ trực thuộc",
    "vk": "Kiểm tra dự thảo văn kiện đại hội",
    "ns": "Kiểm tra hồ sơ, quy trình chuẩn bị cấp ủy khóa mới",
    "tt": "Kiểm tra công tác tuyên truyền, phục vụ đại hội",
    "td": "Kiểm tra toàn diện công tác chuẩn bị đại hội",
    "du": "Làm việc, duyệt nội dung đại hội",
}
FINDINGS = {
    "VK": (
        "Dự thảo báo cáo chính trị còn chung chung, thiếu chỉ tiêu cụ thể",
        "Bổ sung số liệu, chỉ tiêu; hoàn thiện dự thảo",
    ),
    "KD": (
        "Báo cáo kiểm điểm chưa làm rõ nguyên nhân hạn chế",
        "Viết lại phần hạn chế, nguyên nhân",
    ),
    "HS": ("Hồ sơ đại hội chưa đầy đủ theo hướng dẫn", "Bổ sung hồ sơ, gửi cơ quan thẩm định"),
    "KH": ("Ban hành kế hoạch chậm so với yêu cầu", "Ban hành kế hoạch, báo cáo tiến độ"),
    "CB": (
        "Còn chi bộ trực thuộc chưa tổ chức đại hội",
        "Tổ chức xong đại hội các chi bộ còn lại",
    ),
    "GY": (
        "Chưa tổng hợp ý kiến góp ý văn kiện cấp trên",
        "Tổng hợp ý kiến, báo cáo Đảng ủy Công an tỉnh",
    ),
    "TT": ("Tuyên truyền, trang trí chưa được quan tâm", "Bổ sung khẩu hiệu, pa-nô, tin bài"),
    "KB": ("Chưa xây dựng kịch bản điều hành đại hội", "Xây dựng kịch bản, tổng duyệt"),
}
# day | group | organisations | purpose | finding | due | put right: + yes, - no, nothing: not told
VISITS = tuple(
    """
7/1  | 1   | PV01                 | kh | KH | 14/1 | +
7/1  | 3   | PC03                 | kh |    |      |
8/1  | 2   | PA04                 | kh |    |      |
9/1  | BTV | PV01;PC03;PA04       | td | KB | 7/2  | +
10/1 | 1   | PX01;PX03            | kh | KH | 20/1 | +
14/1 | 1   | PV01                 | cb |    |      |
14/1 | 2   | PA02;PA03            | kh |    |      |
15/1 | 3   | PC03                 | cb |    |      |
16/1 | 3   | PC08                 | kh | KH | 7/2  | +
17/1 | BTV | CAH-E                | td |    |      |
4/2  | 2   | PA04                 | vk | VK | 14/2 | +
5/2  | 1   | PH10                 | cb |    |      |
5/2  | 3   | PC02/PC04            | cb |    |      |
6/2  | 3   | PC07                 | cb | CB | 28/2 | +
7/2  | BTV | PC03                 | vk | KD | 17/2 | +
11/2 | 1   | PX01                 | cb |    |      |
12/2 | 2   | PA04                 | ns |    |      |
13/2 | 3   | PC06;PC10            | cb | GY | 28/2 | +
14/2 | 1   | CATX-D;CAH-M         | cb |    |      |
18/2 | 2   | PA08                 | kh |    |      |
18/2 | BTV | PA04                 | du | HS | 24/2 | +
19/2 | 3   | PC03                 | ns |    |      |
20/2 | 1   | PX05;PV06            | kh |    |      |
21/2 | 3   | PC11                 | cb |    |      |
25/2 | 1   | PV01                 | vk | VK | 3/3  | +
26/2 | BTV | PA04                 | tt |    |      |
27/2 | 3   | PK02                 | cb | CB | 20/3 | -
28/2 | 2   | CATP-B/CATX-C        | cb |    |      |
3/3  | 1   | PV01                 | du | HS | 6/3  | +
3/3  | BTV | PC03                 | tt |    |      |
4/3  | 3   | PC08                 | cb | CB | 25/3 | +
5/3  | 2   | PA09                 | vk |    |      |
6/3  | 1   | CAH-E;CAH-G          | td | TT | 12/3 | +
9/3  | BTV | PV01                 | tt |    |      |
10/3 | 2   | PA01;PA05            | vk | GY | 27/3 | +
11/3 | 3   | PK02                 | vk | VK | 25/3 |
12/3 | 3   | PC05                 | vk | VK | 27/3 | -
17/3 | 1   | PH10;PX03            | vk |    |      |
18/3 | 2   | PA02                 | vk | KD | 30/3 | +
18/3 | 3   | PC01;PC02            | vk |    |      |
19/3 | BTV | CAH-M                | du |    |      |
20/3 | 3   | PC07/PC08            | cb | CB | 30/3 | +
24/3 | 2   | PA08;PX05            | ns |    |      |
25/3 | 1   | CATP-A               | td | GY | 29/4 | +
26/3 | 3   | PC06/PC10/PC11       | vk | VK | 27/4 | -
23/4 | 1   | PX05;PV06            | du |    |      |
23/4 | 2   | PA08                 | tt |    |      |
24/4 | 3   | PC05                 | td | HS | 6/5  | -
24/4 | BTV | CATX-D               | du |    |      |
27/4 | 1   | PX03                 | du | KB | 6/5  | +
28/4 | 2   | PA09;PA01            | du |    |      |
28/4 | 3   | PC02;PC01            | du | TT | 5/5  | +
29/4 | 1   | CATP-B               | tt |    |      |
29/4 | BTV | PH10                 | td | KD | 8/5  | -
5/5  | 1   | PX01                 | du | KB | 12/5 | +
5/5  | 3   | PC10                 | ns | HS | 11/5 |
6/5  | 2   | CAH-I/CAH-P/CAH-K    | td |    |      |
6/5  | BTV | PK02                 | td | VK | 20/5 |
7/5  | 3   | PC06                 | tt | TT | 15/5 | +
8/5  | 3   | PC04;PC09            | vk | GY | 18/5 | -
11/5 | 2   | PA02;PA03            | du |    |      |
12/5 | 1   | CATP-A;CAH-G;CAH-L   | tt | KB | 18/5 |
12/5 | 3   | PK02                 | cb |    |      |
13/5 | 2   | CAH-H;CAH-N;CAH-Q    | td | VK | 25/5 |
13/5 | BTV | PC08                 | vk | KD | 22/5 |
""".strip().splitlines()
)
