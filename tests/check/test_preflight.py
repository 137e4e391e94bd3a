"""Each fault is planted in a clean PDF written by hand, and must be caught by its code."""

from __future__ import annotations

import dataclasses
import io
import random
from collections.abc import Callable
from functools import cache

import pikepdf
import pytest
import qrcode
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image

from typeset.check.preflight import CHECKS, preflight, preflight_file
from typeset.check.preflight_check import Limits
from typeset.diagnostics import Severity
from typeset.press.facts import FileFacts
from typeset.press.inspection import examine

MM = 72 / 25.4
LINK = "https://example.org/news/1.html"
A4 = (210 * MM, 297 * MM)
MARGIN = 10 * MM  # of the media around the trim of a print file

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Title</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>2024-07-15T00:00:00+08:00</xmp:CreateDate>{claims}
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>"""
PDFX = "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>"
PDFA = "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
PDFUA = "<pdfuaid:part>1</pdfuaid:part>"


# ── clean files ──


def set_xmp(pdf: pikepdf.Pdf, claims: str) -> None:
    packet = Stream(pdf, XMP.format(claims=claims).encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Metadata = pdf.make_indirect(packet)


def icc(pdf: pikepdf.Pdf, space: bytes, components: int) -> Stream:
    header = bytearray(256)
    header[16:20] = space
    return Stream(pdf, bytes(header), N=components)


def intent(pdf: pikepdf.Pdf, subtype: str, identifier: str, profile: Stream) -> Array:
    found = Dictionary(
        Type=Name.OutputIntent,
        S=Name(subtype),
        OutputConditionIdentifier=String(identifier),
        DestOutputProfile=profile,
    )
    return Array([found])


def font(pdf: pikepdf.Pdf) -> Dictionary:
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/ABCDEF+Sample"), FontFile2=Stream(pdf, b"")
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=Name("/ABCDEF+Sample"),
            Encoding=Name.WinAnsiEncoding,
            FontDescriptor=descriptor,
        )
    )


def image(pdf: pikepdf.Pdf, space: object, side: int, components: int, value: int = 60) -> Stream:
    return Stream(
        pdf,
        bytes([value]) * (side * side * components),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=side,
        Height=side,
        ColorSpace=space,
        BitsPerComponent=8,
    )


@cache
def code(text: str = LINK, module: float = 0.55, x: float = 150, y: float = 300) -> bytes:
    """Return a code as one path, its modules so many millimetres wide."""
    drawn = qrcode.QRCode(border=0)
    drawn.add_data(text)
    drawn.make()
    size = module * MM
    squares = [
        b"%.4f %.4f %.4f %.4f re" % (x + column * size, y - row * size, size, size)
        for row, line in enumerate(drawn.get_matrix())
        for column, dark in enumerate(line)
        if dark
    ]
    return b" ".join(squares) + b" f"


def text_at(x: float, y: float, words: str, size: float = 10) -> bytes:
    return f"BT /F1 {size} Tf {x} {y} Td ({words}) Tj ET".encode()


def new_page(pdf: pikepdf.Pdf, content: bytes, **entries: object) -> pikepdf.Page:
    page = Dictionary(
        Type=Name.Page,
        Contents=Stream(pdf, content),
        Resources=Dictionary(
            Font=Dictionary(F1=font(pdf)),
            XObject=Dictionary(),
            Pattern=Dictionary(),
            Shading=Dictionary(),
            ColorSpace=Dictionary(),
            ExtGState=Dictionary(),
        ),
        **entries,
    )
    return pikepdf.Page(pdf.make_indirect(page))


def print_file() -> pikepdf.Pdf:
    """Return a clean PDF/X-4 file of two pages, with crop marks in registration colour."""
    pdf = pikepdf.new()
    set_xmp(pdf, PDFX)
    pdf.docinfo = pdf.make_indirect(
        Dictionary(
            Title=String("Title"),
            CreationDate=String("D:20240715000000+08'00'"),
            Trapped=Name("/False"),
        )
    )
    pdf.Root.OutputIntents = intent(pdf, "/GTS_PDFX", "FOGRA39", icc(pdf, b"CMYK", 4))
    for _ in range(2):
        content = b"\n".join(
            (
                b"0 0 0 1 k 0 0 0 1 K",
                text_at(150, 700, LINK),
                code(),
                b"1 1 1 1 K 5 28 m 15 28 l S",  # a crop mark, outside the bleed
                b"0.2 0.1 0 0 k 300 500 50 50 re f",
                b"q 72 0 0 72 400 300 cm /Im1 Do Q",
            )
        )
        page = new_page(
            pdf,
            content,
            MediaBox=Array([0, 0, A4[0] + 2 * MARGIN, A4[1] + 2 * MARGIN]),
            TrimBox=Array([MARGIN, MARGIN, A4[0] + MARGIN, A4[1] + MARGIN]),
            BleedBox=Array(
                [
                    MARGIN - 3 * MM,
                    MARGIN - 3 * MM,
                    A4[0] + MARGIN + 3 * MM,
                    A4[1] + MARGIN + 3 * MM,
                ]
            ),
        )
        page.Resources.XObject.Im1 = image(pdf, Name.DeviceCMYK, 300, 4)
        pdf.pages.append(page)
    return pdf


def tagged_file() -> pikepdf.Pdf:
    """Return a clean file of two pages that is PDF/A-2a and PDF/UA-1."""
    pdf = pikepdf.new()
    set_xmp(pdf, PDFA + PDFUA)
    root = pdf.Root
    pdf.docinfo = pdf.make_indirect(Dictionary(Title=String("Title")))
    root.OutputIntents = intent(pdf, "/GTS_PDFA1", "sRGB", icc(pdf, b"RGB ", 3))
    root.Lang = String("zh-CN")
    root.MarkInfo = Dictionary(Marked=True)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
    item = pdf.make_indirect(Dictionary(Title=String("One")))
    root.Outlines = pdf.make_indirect(Dictionary(First=item, Last=item, Count=1))
    tree = root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(S=Name.Document, P=tree, K=Array()))
    tree.K = document
    for _ in range(2):
        pdf.pages.append(_tagged_page(pdf, document))
    return pdf


def _tagged_page(pdf: pikepdf.Pdf, document: Dictionary) -> pikepdf.Page:
    content = b"\n".join(
        (
            b"/H1 <</MCID 0>> BDC 0.1 0.1 0.1 rg",
            text_at(150, 700, "Heading", 20),
            b"EMC /TH <</MCID 1>> BDC",
            text_at(150, 650, LINK),
            b"EMC /Figure <</MCID 2>> BDC",
            code(),
            b"EMC /Artifact BMC 0 0 0 RG 100 50 m 300 50 l S EMC",
        )
    )
    page = new_page(
        pdf,
        content,
        MediaBox=Array([0, 0, *A4]),
        TrimBox=Array([0, 0, *A4]),
        Tabs=Name.S,
    )
    annotation = pdf.make_indirect(
        Dictionary(
            Subtype=Name.Link,
            Rect=Array([150, 650, 300, 660]),
            F=4,
            Contents=String(LINK),
            A=Dictionary(S=Name.URI, URI=String(LINK)),
        )
    )
    page.obj.Annots = Array([annotation])
    reference = Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page.obj)
    scope = Dictionary(O=Name.Table, Scope=Name.Column)
    for tag, kids, more in (
        ("/H1", 0, {}),
        ("/TH", 1, {"A": scope}),
        ("/Figure", Array([Dictionary(Type=Name.MCR, MCID=2)]), {"Alt": String("A code")}),
        ("/Link", Array([reference]), {}),
    ):
        element = Dictionary(S=Name(tag), P=document, Pg=page.obj, K=kids, **more)
        document.K.append(pdf.make_indirect(element))
    return page


def saved(pdf: pikepdf.Pdf, **how: object) -> bytes:
    buffer = io.BytesIO()
    pdf.save(buffer, static_id=True, compress_streams=False, **how)
    return buffer.getvalue()


def codes(data: bytes, profile: str, limits: Limits | None = None) -> set[str]:
    report = preflight_file(data, profile, None, limits or Limits())[1]
    for diagnostic in report:  # every word of every rule can be filled in
        for lang in ("zh", "en"):
            assert diagnostic.message(lang)
            assert diagnostic.hint(lang)
    return {diagnostic.code for diagnostic in report}


def planted(make: Callable[[], pikepdf.Pdf], fault: Callable[[pikepdf.Pdf], None]) -> bytes:
    pdf = make()
    fault(pdf)
    return saved(pdf)


# ── faults ──


def paint(content: bytes, index: int = 0) -> Callable[[pikepdf.Pdf], None]:
    """Return a fault that adds content to a page."""

    def fault(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[index]
        old = page.Contents.read_bytes()
        page.Contents = Stream(pdf, old + b"\n" + content)

    return fault


def replace(old: bytes, new: bytes) -> Callable[[pikepdf.Pdf], None]:
    def fault(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        content = page.Contents.read_bytes()
        assert old in content
        page.Contents = Stream(pdf, content.replace(old, new))

    return fault


def resource(kind: str, name: str, make: Callable[[pikepdf.Pdf], object], content: bytes):
    """Return a fault that adds a resource to the first page and uses it."""

    def fault(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Resources[kind][name] = make(pdf)
        paint(content)(pdf)

    return fault


def form(pdf: pikepdf.Pdf, content: bytes, **entries: object) -> Stream:
    return Stream(
        pdf,
        content,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 600, 900]),
        **entries,
    )


def rgb_image_in_forms(pdf: pikepdf.Pdf) -> Stream:
    inner = form(
        pdf,
        b"q 72 0 0 72 100 100 cm /Deep Do Q",
        Resources=Dictionary(XObject=Dictionary(Deep=image(pdf, Name.DeviceRGB, 300, 3))),
    )
    return form(pdf, b"/In Do", Resources=Dictionary(XObject=Dictionary(In=inner)))


def tile(pdf: pikepdf.Pdf, content: bytes) -> Stream:
    return Stream(
        pdf,
        content,
        PatternType=1,
        PaintType=1,
        TilingType=1,
        BBox=Array([0, 0, 9, 9]),
        XStep=9,
        YStep=9,
        Resources=Dictionary(),
    )


def shading(space: object, start: list[float], end: list[float]) -> Dictionary:
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=Array(start), C1=Array(end), N=1)
    return Dictionary(
        ShadingType=2, ColorSpace=space, Coords=Array([100, 100, 200, 200]), Function=function
    )


def type3(pdf: pikepdf.Pdf) -> Dictionary:
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        Name=Name.T3,
        FontBBox=Array([0, 0, 1000, 1000]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary(a=Stream(pdf, b"1000 0 d0 1 0 0 rg 0 0 500 500 re f")),
        Encoding=Dictionary(Differences=Array([97, Name.a])),
        FirstChar=97,
        LastChar=97,
        Widths=Array([1000]),
    )


def soft_mask(pdf: pikepdf.Pdf) -> Dictionary:
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    mask = form(pdf, b"1 0 0 rg 0 0 9 9 re f", Group=group)
    return Dictionary(SMask=Dictionary(S=Name.Luminosity, G=mask))


def group_form(space: object) -> Callable[[pikepdf.Pdf], Stream]:
    entries = {} if space is None else {"CS": space}
    return lambda pdf: form(
        pdf, b"0 0 0 0.5 k 0 0 9 9 re f", Group=Dictionary(S=Name.Transparency, **entries)
    )


def icc_based(pdf: pikepdf.Pdf, space: bytes, components: int) -> Array:
    return Array([Name.ICCBased, icc(pdf, space, components)])


def separation(plate: str) -> Callable[[pikepdf.Pdf], Array]:
    function = Dictionary(
        FunctionType=2, Domain=[0, 1], C0=Array([0, 0, 0, 0]), C1=Array([0, 1, 1, 0]), N=1
    )
    return lambda pdf: Array([Name.Separation, Name(plate), Name.DeviceCMYK, function])


def on_page(**entries: object) -> Callable[[pikepdf.Pdf], None]:
    """Return a fault that sets entries of the first page, or deletes them (None)."""

    def fault(pdf: pikepdf.Pdf) -> None:
        for key, value in entries.items():
            if value is None:
                del pdf.pages[0].obj[f"/{key}"]
            else:
                pdf.pages[0].obj[f"/{key}"] = value

    return fault


def on_root(**entries: object) -> Callable[[pikepdf.Pdf], None]:
    def fault(pdf: pikepdf.Pdf) -> None:
        for key, value in entries.items():
            if value is None:
                del pdf.Root[f"/{key}"]
            else:
                pdf.Root[f"/{key}"] = value(pdf) if callable(value) else value

    return fault


def on_intent(**entries: object) -> Callable[[pikepdf.Pdf], None]:
    def fault(pdf: pikepdf.Pdf) -> None:
        for key, value in entries.items():
            pdf.Root.OutputIntents[0][f"/{key}"] = value(pdf) if callable(value) else value

    return fault


def claims(words: str) -> Callable[[pikepdf.Pdf], None]:
    return lambda pdf: set_xmp(pdf, words)


def on_element(tag: str, key: str, value: object = None) -> Callable[[pikepdf.Pdf], None]:
    """Return a fault that changes or deletes an entry of the first element of a tag."""

    def fault(pdf: pikepdf.Pdf) -> None:
        for element in pdf.Root.StructTreeRoot.K.K:
            if tag == element.S:
                if value is None:
                    del element[key]
                else:
                    element[key] = value
                return

    return fault


def on_link(**entries: object) -> Callable[[pikepdf.Pdf], None]:
    def fault(pdf: pikepdf.Pdf) -> None:
        for key, value in entries.items():
            pdf.pages[0].Annots[0][f"/{key}"] = value

    return fault


def not_embedded(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].Resources.Font.F1.FontDescriptor["/FontFile2"]


def attach(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["source.txt"] = pikepdf.AttachedFileSpec(pdf, b"words", filename="source.txt")


def annotate(pdf: pikepdf.Pdf) -> None:
    link = Dictionary(Subtype=Name.Link, Rect=Array([100, 100, 200, 200]))
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])


def picture_code(pdf: pikepdf.Pdf) -> None:
    drawn = qrcode.make("https://example.org/account").get_image().convert("L").resize((400, 400))
    stream = image(pdf, Name.DeviceGray, 400, 1)
    stream.write(drawn.tobytes())
    resource("/XObject", "/Q", lambda _: stream, b"q 96 0 0 96 400 600 cm /Q Do Q")(pdf)


SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
BOX = b"100 600 50 50 re f"

PRINT_FAULTS = {
    "damaged content": (paint(b"/Nothing Do"), {"K004"}),
    "broken operands": (paint(b"(a) (b) (c) (d) (e) (f) cm 1 re"), {"K004"}),
    "font not embedded": (not_embedded, {"K005"}),
    "code and link differ": (replace(text_at(150, 700, LINK), b""), {"K006"}),
    "code in a picture": (picture_code, {"K007"}),
    "fine code": (replace(code(), code(module=0.3)), {"K008"}),
    "crowded code": (paint(b"0 0 0 1 k 120 250 28.5 100 re f"), {"K009"}),
    "javascript": (on_root(OpenAction=SCRIPT), {"K010"}),
    "javascript by name": (
        on_root(Names=Dictionary(JavaScript=Dictionary(Names=Array([String("a"), SCRIPT])))),
        {"K010"},
    ),
    "javascript on opening a page": (on_page(AA=Dictionary(O=SCRIPT)), {"K010"}),
    "attachment": (attach, {"K012"}),
    "no claim": (claims(""), {"K020"}),
    "wrong claim": (claims(PDFX.replace("X-4", "X-3")), {"K020"}),
    "no intent": (on_root(OutputIntents=None), {"K021"}),
    "wrong condition": (
        on_intent(OutputConditionIdentifier=String("Coated FOGRA39 (ISO 12647-2)")),
        {"K022"},
    ),
    "rgb profile": (on_intent(DestOutputProfile=lambda pdf: icc(pdf, b"RGB ", 3)), {"K023"}),
    "profile's N wrong": (
        on_intent(DestOutputProfile=lambda pdf: icc(pdf, b"CMYK", 3)),
        {"K023"},
    ),
    "no trim": (on_page(TrimBox=None), {"K025", "K028"}),
    "bleed 2.98 mm": (
        on_page(
            BleedBox=Array(
                [
                    MARGIN - 2.98 * MM,
                    MARGIN - 3 * MM,
                    A4[0] + MARGIN + 3 * MM,
                    A4[1] + MARGIN + 3 * MM,
                ]
            )
        ),
        {"K026"},
    ),
    "no bleed": (on_page(BleedBox=None), {"K026"}),
    "media within bleed": (
        on_page(MediaBox=Array([MARGIN, MARGIN, A4[0] + MARGIN, A4[1] + MARGIN])),
        {"K027"},
    ),
    "crop within bleed": (
        on_page(CropBox=Array([MARGIN, MARGIN, A4[0] + MARGIN, A4[1] + MARGIN])),
        {"K027"},
    ),
    "page sizes differ": (
        on_page(TrimBox=Array([MARGIN, MARGIN, A4[0] + MARGIN, A4[1]])),
        {"K028"},
    ),
    "art beside trim": (on_page(ArtBox=Array([MARGIN, MARGIN, A4[0], A4[1]])), {"K029"}),
    "rgb text": (paint(b"0 0 0 rg " + text_at(100, 600, "red")), {"K030"}),
    "rgb outlined text": (paint(b"0 0 0 RG 1 Tr " + text_at(100, 600, "red")), {"K030"}),
    "rgb fill": (paint(b"1 0 0 rg " + BOX), {"K030"}),
    "rgb stroke": (paint(b"1 0 0 RG 100 600 m 200 600 l S"), {"K030"}),
    "lab fill": (
        resource(
            "/ColorSpace",
            "/L",
            lambda _: Array([Name.Lab, Dictionary(WhitePoint=Array([0.96, 1, 0.82]))]),
            b"/L cs 50 20 20 sc " + BOX,
        ),
        {"K030"},
    ),
    "icc rgb fill": (
        resource(
            "/ColorSpace", "/I", lambda pdf: icc_based(pdf, b"RGB ", 3), b"/I cs 1 0 0 sc " + BOX
        ),
        {"K030"},
    ),
    "rgb by default space": (
        resource("/ColorSpace", "/DefaultCMYK", lambda pdf: icc_based(pdf, b"RGB ", 3), b""),
        {"K030", "K031"},
    ),
    "separation that rests on rgb": (
        resource(
            "/ColorSpace",
            "/S",
            lambda _: Array([Name.Separation, Name.Gold, Name.DeviceRGB, Dictionary()]),
            b"/S cs 1 sc " + BOX,
        ),
        {"K030", "K040"},
    ),
    "rgb in a pattern": (
        resource(
            "/Pattern",
            "/P",
            lambda pdf: tile(pdf, b"1 0 0 rg 0 0 5 5 re f"),
            b"/Pattern cs /P scn " + BOX,
        ),
        {"K030"},
    ),
    "rgb in text's pattern": (
        resource(
            "/Pattern",
            "/P",
            lambda pdf: tile(pdf, b"1 0 0 rg 0 0 5 5 re f"),
            b"/Pattern cs /P scn " + text_at(100, 600, "x"),
        ),
        {"K030"},
    ),
    "rgb in an uncoloured pattern": (
        resource(
            "/ColorSpace",
            "/U",
            lambda _: Array([Name.Pattern, Name.DeviceRGB]),
            b"/U cs 1 0 0 /P scn " + BOX,
        ),
        {"K030"},
    ),
    "rgb shading": (
        resource(
            "/Shading",
            "/Sh",
            lambda _: shading(Name.DeviceRGB, [0, 0, 0], [1, 1, 1]),
            b"/Sh sh",
        ),
        {"K030"},
    ),
    "rgb shading pattern": (
        resource(
            "/Pattern",
            "/P",
            lambda _: Dictionary(
                PatternType=2, Shading=shading(Name.DeviceRGB, [0, 0, 0], [1, 1, 1])
            ),
            b"/Pattern cs /P scn " + BOX,
        ),
        {"K030"},
    ),
    "rgb glyph": (
        resource("/Font", "/T3", type3, b"BT /T3 10 Tf 100 600 Td (a) Tj ET"),
        {"K030"},
    ),
    "rgb in a soft mask": (
        resource("/ExtGState", "/G", soft_mask, b"/G gs 0 0 0 1 k " + BOX),
        {"K030", "K038"},
    ),
    "rgb in a form": (
        resource("/XObject", "/F", lambda pdf: form(pdf, b"1 0 0 rg 0 0 9 9 re f"), b"/F Do"),
        {"K030"},
    ),
    "rgb inherited by a form": (
        resource("/XObject", "/F", lambda pdf: form(pdf, b"50 50 9 9 re f"), b"q 1 0 0 rg /F Do Q"),
        {"K030"},
    ),
    "rgb image": (
        resource(
            "/XObject",
            "/R",
            lambda pdf: image(pdf, Name.DeviceRGB, 300, 3),
            b"q 72 0 0 72 100 100 cm /R Do Q",
        ),
        {"K031"},
    ),
    "rgb palette image": (
        resource(
            "/XObject",
            "/R",
            lambda pdf: image(
                pdf, Array([Name.Indexed, Name.DeviceRGB, 0, String(b"abc")]), 300, 1, 0
            ),
            b"q 72 0 0 72 100 100 cm /R Do Q",
        ),
        {"K031"},
    ),
    "rgb image in a form in a form": (
        resource("/XObject", "/Out", rgb_image_in_forms, b"/Out Do"),
        {"K031"},
    ),
    "rgb inline image": (
        paint(b"q 0.1 0 0 0.1 100 100 cm BI /W 1 /H 1 /CS /RGB /BPC 8 ID abc EI Q"),
        {"K031"},
    ),
    "rgb inline image by name": (
        resource(
            "/ColorSpace",
            "/I",
            lambda pdf: icc_based(pdf, b"RGB ", 3),
            b"q 0.1 0 0 0.1 100 100 cm BI /W 1 /H 1 /CS /I /BPC 8 ID abc EI Q",
        ),
        {"K031"},
    ),
    "rich black text": (paint(b"0.7 0.6 0.6 0.9 k " + text_at(100, 600, "rich")), {"K032"}),
    "three-ink black text": (paint(b"0.9 0.9 0.9 0 k " + text_at(100, 600, "rich")), {"K032"}),
    "rich black text, scaled": (
        paint(b"0.3 0 0 1 k q 0.5 0 0 0.5 0 0 cm " + text_at(300, 900, "rich", 30) + b" Q"),
        {"K032"},
    ),
    "rich black rule": (paint(b"0.5 0.4 0.4 1 K 100 600 m 200 600 l S"), {"K033"}),
    "rich black code": (replace(code(), b"0.5 0.4 0.4 1 k " + code()), {"K033"}),
    "ink of a colour": (paint(b"1 1 1 0.1 k " + BOX), {"K033", "K034"}),
    "ink of a shading": (
        resource(
            "/Shading",
            "/Sh",
            lambda _: shading(Name.DeviceCMYK, [0, 0, 0, 0], [1, 1, 1, 0.2]),
            b"q 300 800 50 50 re W n /Sh sh Q",
        ),
        {"K034"},
    ),
    "registration colour inside": (
        resource("/ColorSpace", "/All", separation("/All"), b"/All cs 1 scn " + BOX),
        {"K034"},
    ),
    "ink of an image": (
        resource(
            "/XObject",
            "/R",
            lambda pdf: image(pdf, Name.DeviceCMYK, 300, 4, 220),
            b"q 72 0 0 72 100 100 cm /R Do Q",
        ),
        {"K035"},
    ),
    "150 ppi": (
        resource(
            "/XObject",
            "/R",
            lambda pdf: image(pdf, Name.DeviceCMYK, 150, 4),
            b"q 72 0 0 72 100 100 cm /R Do Q",
        ),
        {"K036"},
    ),
    "150 ppi one way": (
        resource(
            "/XObject",
            "/R",
            lambda pdf: image(pdf, Name.DeviceCMYK, 300, 4),
            b"q 0 144 -72 0 200 100 cm /R Do Q",
        ),
        {"K036"},
    ),
    "annotation": (annotate, {"K037"}),
    "rgb page group": (
        on_page(Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)),
        {"K038"},
    ),
    "rgb group of a form": (
        resource("/XObject", "/F", group_form(Name.DeviceRGB), b"/F Do"),
        {"K038"},
    ),
    "managed cmyk": (
        resource(
            "/ColorSpace", "/I", lambda pdf: icc_based(pdf, b"CMYK", 4), b"/I cs 0 0 0 1 sc " + BOX
        ),
        {"K039"},
    ),
    "spot colour": (
        resource("/ColorSpace", "/S", separation("/Gold"), b"/S cs 1 scn " + BOX),
        {"K040"},
    ),
}
TAGGED_FAULTS = {
    "code and link differ": (
        lambda pdf: (
            replace(text_at(150, 650, LINK), text_at(150, 650, "x"))(pdf),
            on_link(A=Dictionary(S=Name.URI, URI=String("https://example.org/2")))(pdf),
        ),
        {"K006"},
        {"K006"},
    ),
    "no claims": (claims(""), {"K050"}, {"K050", "K070"}),
    "2b claimed": (claims(PDFUA + PDFA.replace("A<", "B<")), set(), {"K070"}),
    "no xmp": (on_root(Metadata=None), {"K015", "K050"}, {"K015", "K050", "K070"}),
    "titles differ": (
        lambda pdf: pdf.docinfo.__setitem__("/Title", String("Other")),
        {"K013"},
        {"K013"},
    ),
    "not tagged": (
        on_root(StructTreeRoot=None),
        {"K051", "K057", "K061"},
        {"K051", "K057", "K061"},
    ),
    "not marked": (on_root(MarkInfo=None), {"K051"}, {"K051"}),
    "no language": (on_root(Lang=None), {"K052"}, {"K052"}),
    "title hidden": (on_root(ViewerPreferences=None), {"K053"}, {"K053"}),
    "no bookmarks": (on_root(Outlines=None), {"K054"}, {"K054"}),
    "no page labels": (on_root(PageLabels=None), {"K055"}, {"K055"}),
    "silent link": (on_link(Contents=String(" ")), {"K056"}, {"K056"}),
    "untagged link": (on_element("/Link", "/K"), {"K057"}, {"K057"}),
    "no alt": (on_element("/Figure", "/Alt"), {"K058"}, {"K058"}),
    "no scope": (on_element("/TH", "/A"), {"K059"}, {"K059"}),
    "untagged text": (paint(text_at(100, 100, "loose")), {"K060"}, {"K060"}),
    "untagged rule": (paint(b"100 100 m 200 100 l S"), {"K060"}, {"K060"}),
    "orphaned text": (
        paint(b"/P <</MCID 9>> BDC " + text_at(100, 100, "lost") + b" EMC"),
        {"K061"},
        {"K061"},
    ),
    "crop marks": (on_page(MediaBox=Array([-9, -9, A4[0] + 9, A4[1] + 9])), {"K062"}, set()),
    "tab order": (on_page(Tabs=Name.R), {"K063"}, {"K063"}),
    "unknown tag": (on_element("/H1", "/S", Name.Heading), {"K064"}, {"K064"}),
    "headings skip": (on_element("/H1", "/S", Name.H3), {"K065"}, {"K065"}),
    "suspects": (
        on_root(MarkInfo=Dictionary(Marked=True, Suspects=True)),
        {"K066"},
        {"K066"},
    ),
    "no intent": (on_root(OutputIntents=None), set(), {"K071", "K075"}),
    "cmyk intent": (
        on_intent(DestOutputProfile=lambda pdf: icc(pdf, b"CMYK", 4)),
        set(),
        {"K071", "K075"},
    ),
    "transparency without a space": (
        lambda pdf: (
            on_root(OutputIntents=None)(pdf),
            resource("/ExtGState", "/G", lambda _: Dictionary(ca=0.5), b"/G gs")(pdf),
        ),
        set(),
        {"K071", "K072", "K075"},
    ),
    "interpolated image": (
        lambda pdf: resource(
            "/XObject",
            "/R",
            lambda pdf: _interpolated(pdf),
            b"/Artifact BMC q 72 0 0 72 100 100 cm /R Do Q EMC",
        )(pdf),
        set(),
        {"K073"},
    ),
    "font without unicode": (
        lambda pdf: pdf.pages[0].Resources.Font.F1.__delitem__("/Encoding"),
        {"K074"},
        {"K074"},
    ),
    "cmyk in an rgb file": (
        paint(b"/Artifact BMC 0 0 0 1 k 100 100 9 9 re f EMC"),
        set(),
        {"K075"},
    ),
    "hidden annotation": (on_link(F=0), set(), {"K076"}),
    "faceless annotation": (on_link(Subtype=Name.Stamp), set(), {"K077"}),
}


def _interpolated(pdf: pikepdf.Pdf) -> Stream:
    found = image(pdf, Name.DeviceRGB, 300, 3)
    found.Interpolate = True
    return found


# ── tests ──


def test_clean_files_are_clean() -> None:
    assert codes(saved(print_file()), "print") == set()
    tagged = saved(tagged_file())
    assert codes(tagged, "screen") == set()
    assert codes(tagged, "archive") == set()


@pytest.mark.parametrize("name", PRINT_FAULTS)
def test_a_fault_of_a_print_file_is_caught(name: str) -> None:
    fault, expected = PRINT_FAULTS[name]
    assert codes(planted(print_file, fault), "print") == expected


@pytest.mark.parametrize("name", TAGGED_FAULTS)
def test_a_fault_of_a_tagged_file_is_caught(name: str) -> None:
    fault, screen, archive = TAGGED_FAULTS[name]
    data = planted(tagged_file, fault)
    assert codes(data, "screen") == screen
    assert codes(data, "archive") == archive


def test_an_untrapped_file_is_caught() -> None:
    for value in (None, Name.Unknown):
        pdf = print_file()
        if value is None:
            del pdf.docinfo["/Trapped"]
        else:
            pdf.docinfo.Trapped = value
        assert codes(saved(pdf), "print") == {"K024"}


def test_encryption_is_caught() -> None:
    owner = pikepdf.Encryption(owner="secret", user="")
    data = saved_with(print_file(), owner)
    assert codes(data, "print") == {"K011"}
    assert codes(saved_with(print_file(), pikepdf.Encryption(owner="a", user="b")), "print") == {
        "K002"
    }


def saved_with(pdf: pikepdf.Pdf, encryption: pikepdf.Encryption) -> bytes:
    buffer = io.BytesIO()
    pdf.save(buffer, encryption=encryption)
    return buffer.getvalue()


def test_a_file_without_identifier_is_caught() -> None:
    data = saved(print_file()).replace(b"/ID [", b"/Id [")
    assert codes(data, "print") == {"K014"}


@pytest.mark.parametrize(
    "innocent",
    [
        paint(b"0.6 0.5 0.5 1 k " + text_at(100, 600, "large", 24)),  # large type may be rich
        paint(b"1 0.8 0 0.3 k " + text_at(100, 600, "blue")),  # dark, but no black
        paint(b"1 1 1 1 K 0 5 m 20 5 l S"),  # a crop mark
        paint(b"3 Tr 0 0 0 rg " + text_at(100, 600, "unseen")),  # paints nothing
        paint(b"q 1 0 0 rg Q 100 600 9 9 re f"),  # set, never used
        paint(b"1 0 0 rg 100 600 9 9 re n"),
        paint(b"0.5 g " + text_at(100, 600, "gray")),
        paint(b"q 0.1 0 0 0.1 100 100 cm BI /W 1 /H 1 /IM true ID a EI Q"),
        resource("/ColorSpace", "/S", separation("/Black"), b"/S cs 1 scn " + BOX),
        resource("/ExtGState", "/G", lambda _: Dictionary(ca=0.5), b"/G gs 0 0 0 1 k " + BOX),
        resource("/XObject", "/F", group_form(Name.DeviceCMYK), b"/F Do"),
        resource("/XObject", "/F", lambda pdf: form(pdf, b"1 0 0 rg 0 0 9 9 re f"), b""),
    ],
)
def test_innocent_things_are_let_pass(innocent: Callable[[pikepdf.Pdf], None]) -> None:
    assert codes(planted(print_file, innocent), "print") == set()


def test_limits_can_be_set() -> None:
    data = saved(print_file())
    strict = Limits(bleed_mm=5, picture_ppi=600, ink_percent=90, module_mm=1, condition="FOGRA52")
    assert codes(data, "print", strict) == {"K008", "K022", "K026", "K034", "K035", "K036"}


def test_sources_may_be_attached_to_a3() -> None:
    pdf = tagged_file()
    set_xmp(pdf, PDFUA + PDFA.replace("2", "3"))
    attach(pdf)
    del pdf.attachments["source.txt"].obj["/AFRelationship"]
    assert codes(saved(pdf), "archive") == {"K012"}
    pdf.attachments["source.txt"].obj.AFRelationship = Name.Source
    assert codes(saved(pdf), "archive") == set()


def test_the_same_breach_on_several_pages_is_told_once() -> None:
    pdf = print_file()
    for index in (0, 1):
        paint(b"1 0 0 rg " + BOX, index)(pdf)
    report = preflight_file(saved(pdf), "print")[1]
    assert [d.code for d in report] == ["K030"]
    assert "1、2" in next(iter(report)).message("zh")


def test_a_flood_is_cut_short() -> None:
    flood = b" ".join(b"%.3f 0 0 rg %b" % (i / 100, BOX) for i in range(60))
    report = preflight_file(planted(print_file, paint(flood)), "print")[1]
    found = [d.code for d in report]
    assert found.count("K030") == 20
    assert found.count("K019") == 1


def test_every_rule_has_a_planted_fault_and_a_reason() -> None:
    caught: set[str] = {"K011", "K014", "K024"}
    for _, expected in PRINT_FAULTS.values():
        caught |= expected
    for _, screen, archive in TAGGED_FAULTS.values():
        caught |= screen | archive
    assert {check.rule.code for check in CHECKS} == caught
    assert all(check.rationale and check.profiles for check in CHECKS)
    warnings = {c.rule.code for c in CHECKS if c.rule.severity is Severity.WARNING}
    assert warnings == {"K007", "K036", "K039", "K040"}


def test_rules_are_pure() -> None:
    facts = examine(saved(print_file()))
    assert isinstance(facts, FileFacts)
    bad = dataclasses.replace(facts, is_encrypted=True)
    assert [d.code for d in preflight(bad, "print")] == ["K011"]
    assert len(preflight(facts, "print")) == 0


# ── broken files ──


@pytest.mark.parametrize("data", [b"", b"hello", b"\x89PNG\r\n", b"PK\x03\x04" * 99])
def test_what_is_no_pdf_is_told(data: bytes) -> None:
    assert codes(data, "print") == {"K001"}


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"%PDF-1.7\n%%EOF", b"%PDF-1.4\n" + b"x" * 5000])
def test_what_is_hardly_a_pdf_is_told(data: bytes) -> None:
    assert codes(data, "print") == {"K003"}


def test_truncated_and_spoilt_files_never_raise() -> None:
    chance = random.Random(7)
    originals = [saved(print_file()), saved(tagged_file()), jpeg_file()]
    for turn in range(60):
        data = bytearray(originals[turn % 3])
        if turn % 2:
            data = data[: chance.randrange(len(data))]
        for _ in range(chance.choice((0, 1, 20, 300))):
            data[chance.randrange(max(len(data), 1)) : chance.randrange(len(data) + 1)][:1] = b"x"
            if data:
                data[chance.randrange(len(data))] = chance.randrange(256)
        facts, report = preflight_file(bytes(data), ("print", "screen", "archive")[turn % 3])
        assert facts is not None or {d.code for d in report} <= {"K001", "K002", "K003"}


def test_spoilt_objects_never_raise() -> None:
    """Numbers, names, nulls and rings where something else should be."""
    chance = random.Random(11)
    for turn in range(60):
        pdf = (print_file, tagged_file)[turn % 2]()
        holders = [o for o in pdf.objects if isinstance(o, (Dictionary, Stream))]
        for _ in range(3):
            holder = chance.choice(holders)
            keys = [k for k in holder.keys() if k not in ("/Length", "/Type")]  # noqa: SIM118
            if keys:
                holder[chance.choice(keys)] = chance.choice(
                    [7, -1.5, Name.X, String("s"), Array(), Dictionary(), holder, True]
                )
        try:
            data = saved(pdf)
        except pikepdf.PdfError:
            continue
        preflight_file(data, ("print", "archive")[turn % 2])


def jpeg_file() -> bytes:
    buffer = io.BytesIO()
    Image.new("CMYK", (300, 300), (20, 200, 100, 50)).save(buffer, "PDF", resolution=300)
    return buffer.getvalue()
