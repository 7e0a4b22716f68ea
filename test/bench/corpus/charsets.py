"""Prints feeds in many charsets, each declared in several ways, one JSON line a feed: name, header, title, bytes (base64)."""
import base64
import json

TEXTS = {
    "ja": ("港町の新聞、朝の便りをお届けします", "波止場では今朝も漁師たちが網を繕い、市場には銀色の魚が並んだ。カタカナもひらがなも漢字も、正しく読めますように。"),
    "zh": ("港口晨报为您带来今日要闻", "今天早晨渔民在码头修补渔网，市场上摆满了新鲜的鱼。这段文字用来检查字符编码是否正确。"),
    "tw": ("港口晨報為您帶來今日要聞", "今天早晨漁民在碼頭修補漁網，市場上擺滿了新鮮的魚。這段文字用來檢查字元編碼是否正確。"),
    "ko": ("항구 신문이 아침 소식을 전합니다", "오늘 아침에도 어부들은 부두에서 그물을 손질했고 시장에는 싱싱한 생선이 놓였다. 글자가 바르게 보이는지 살핀다."),
    "ru": ("Утренняя газета порта сообщает новости", "Сегодня утром рыбаки чинили сети на причале, а на рынке лежала свежая рыба. Этот текст проверяет кодировку."),
    "el": ("Η πρωινή εφημερίδα του λιμανιού", "Σήμερα το πρωί οι ψαράδες επισκεύαζαν τα δίχτυα στην προβλήτα και η αγορά γέμισε φρέσκο ψάρι."),
    "fr": ("La gazette du port, édition du matin", "Ce matin les pêcheurs réparaient leurs filets sur le quai, où la marée a déjà déposé ses coquillages à côté du marché."),
    "cs": ("Ranní noviny z přístavu přinášejí zprávy", "Dnes ráno rybáři na nábřeží spravovali sítě a na trhu ležely čerstvé ryby. Příliš žluťoučký kůň úpěl ďábelské ódy."),
    "tr": ("Limanın sabah gazetesi bugünü anlatıyor", "Bu sabah balıkçılar iskelede ağlarını onardı, çarşıda taze balıklar vardı. Şemsiye, ığdır, öğüt, çiçek, güneş."),
    "he": ("עיתון הבוקר של הנמל מביא חדשות", "הבוקר תיקנו הדייגים את הרשתות על הרציף ובשוק היו דגים טריים. הטקסט הזה בודק את הקידוד."),
    "ar": ("جريدة الصباح في الميناء تنقل الأخبار", "أصلح الصيادون شباكهم هذا الصباح على الرصيف وامتلأت السوق بالسمك الطازج. هذا النص يفحص الترميز."),
    "th": ("หนังสือพิมพ์ท่าเรือฉบับเช้า", "เช้านี้ชาวประมงซ่อมแหที่ท่าเรือ และที่ตลาดมีปลาสดวางขาย ข้อความนี้ใช้ตรวจการเข้ารหัส"),
}
CHARSETS = {
    "ja": ["shift_jis", "cp932", "euc_jp", "iso2022_jp", "utf-8", "utf-16-le", "utf-16-be"],
    "zh": ["gb2312", "gbk", "gb18030", "utf-8", "utf-16-le"],
    "tw": ["big5", "utf-8"],
    "ko": ["euc_kr", "cp949", "utf-8"],
    "ru": ["cp1251", "koi8-r", "iso8859-5", "utf-8"],
    "el": ["cp1253", "iso8859-7"],
    "fr": ["cp1252", "iso8859-1", "iso8859-15", "utf-8"],
    "cs": ["cp1250", "iso8859-2"],
    "tr": ["cp1254", "iso8859-9"],
    "he": ["cp1255", "iso8859-8"],
    "ar": ["cp1256", "iso8859-6"],
    "th": ["cp874"],
}
NAMES = {
    "shift_jis": "Shift_JIS", "cp932": "Windows-31J", "euc_jp": "EUC-JP", "iso2022_jp": "ISO-2022-JP", "gb2312": "GB2312", "gbk": "GBK",
    "big5": "Big5", "euc_kr": "EUC-KR", "cp949": "ks_c_5601-1987", "koi8-r": "KOI8-R", "cp874": "windows-874", "utf-16-le": "UTF-16LE",
    "utf-16-be": "UTF-16BE", "gb18030": "GB18030", "utf-8": "UTF-8",
}
MULTIBYTE = {"shift_jis", "cp932", "euc_jp", "iso2022_jp", "gb2312", "gbk", "gb18030", "big5", "euc_kr", "cp949", "utf-8", "utf-16-le", "utf-16-be"}


def name_of(codec):
    if codec in NAMES:
        return NAMES[codec]
    return codec.replace("iso8859-", "ISO-8859-").replace("cp125", "windows-125")


def ways(codec):
    """(how, what the XML declaration says, what the header says, byte order mark)"""
    name = name_of(codec)
    yield "header", None, name, False
    yield "both", name, name, False
    if not codec.startswith("utf-16"):
        yield "declaration", name, None, False
        yield "declaration, header of a default", name, "iso-8859-1", False
    if codec == "utf-8":
        yield "wrong declaration", "Shift_JIS", None, False
        yield "wrong header", None, "euc-jp", False
    if codec.startswith("utf"):
        yield "byte order mark", None, None, True
    if codec in MULTIBYTE:
        yield "nothing", None, None, False
        if not codec.startswith("utf"):
            yield "wrong: utf-8", "utf-8", "utf-8", False
    if codec in ("shift_jis", "euc_jp"):
        other = "EUC-JP" if codec == "shift_jis" else "Shift_JIS"
        yield "wrong declaration", other, None, False


MARKS = {"utf-8": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}

for language, codecs in CHARSETS.items():
    title, text = TEXTS[language]
    for codec in codecs:
        for how, declared, header, mark in ways(codec):
            declaration = f'<?xml version="1.0" encoding="{declared}"?>\n' if declared else ""
            items = "".join(
                f"<item><title>{title} {n}</title><link>https://port.example/{n}</link><description>{text * 3}</description></item>"
                for n in range(3)
            )
            feed = f'{declaration}<rss version="2.0"><channel><title>{title}</title><link>https://port.example/</link>{items}</channel></rss>'
            data = (MARKS[codec] if mark else b"") + feed.encode(codec)
            print(json.dumps({
                "name": f"{language} {name_of(codec)}: {how}",
                "contentType": f"application/xml; charset={header}" if header else None,
                "title": title,
                "bytes": base64.b64encode(data).decode(),
            }))
