"""XMP metadata (ISO 16684-1) with the conformance claims of a profile, the same every time."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from typeset.issue.model import Issue
from typeset.press.profiles import Profile

PRODUCER = "typeset (WeasyPrint)"

# PDF/A allows a namespace of its own making only with a description of it (ISO 19005-2,
# 6.6.2.3.3), and PDF/UA's identifier is such a one (PDF Association, TechNote 0010).
UA_EXTENSION = """\
<pdfaExtension:schemas xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><rdf:Bag>
<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>"""

PACKET = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
{body}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"""


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What a file says of itself; `date` is the issue's, ISO 8601."""

    title: str
    authors: tuple[str, ...]
    description: str
    keywords: str
    language: str
    date: str
    creator: str
    identifier: uuid.UUID


def document_facts(issue: Issue, metadata: object, profile: Profile) -> DocumentFacts:
    """Return what WeasyPrint gathered from the layout's `<meta>` elements, and an identifier.

    The identifier is made from the issue and the profile: a random one (as WeasyPrint's for
    PDF/X) would change the bytes of every build.
    """
    name = f"{issue.title}/{issue.number}/{issue.date.isoformat()}/{profile.name}"
    return DocumentFacts(
        title=getattr(metadata, "title", None) or issue.title,
        authors=tuple(getattr(metadata, "authors", ())),
        description=getattr(metadata, "description", None) or "",
        keywords=", ".join(getattr(metadata, "keywords", ())),
        language=getattr(metadata, "lang", None) or "zh-CN",
        date=issue.date.isoformat(),
        creator=getattr(metadata, "generator", None) or "typeset",
        identifier=uuid.uuid5(uuid.NAMESPACE_URL, name),
    )


def xmp_packet(facts: DocumentFacts, profile: Profile) -> bytes:
    """Return the XMP packet, UTF-8, with the claims of `profile`."""
    return PACKET.format(body="\n".join(_properties(facts, profile))).encode("utf-8")


def _properties(facts: DocumentFacts, profile: Profile) -> Iterator[str]:
    title, description = escape(facts.title), escape(facts.description)
    yield "<dc:format>application/pdf</dc:format>"
    yield f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
    if facts.authors:
        people = "".join(f"<rdf:li>{escape(author)}</rdf:li>" for author in facts.authors)
        yield f"<dc:creator><rdf:Seq>{people}</rdf:Seq></dc:creator>"
    if description:
        yield (
            '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">'
            f"{description}</rdf:li></rdf:Alt></dc:description>"
        )
    yield f"<dc:language><rdf:Bag><rdf:li>{facts.language}</rdf:li></rdf:Bag></dc:language>"
    yield f"<pdf:Producer>{PRODUCER}</pdf:Producer>"
    if facts.keywords:
        yield f"<pdf:Keywords>{escape(facts.keywords)}</pdf:Keywords>"
    for name in ("CreateDate", "ModifyDate", "MetadataDate"):
        yield f"<xmp:{name}>{facts.date}</xmp:{name}>"
    yield f"<xmp:CreatorTool>{escape(facts.creator)}</xmp:CreatorTool>"
    yield from _claims(facts, profile)


def _claims(facts: DocumentFacts, profile: Profile) -> Iterator[str]:
    yield f"<xmpMM:DocumentID>uuid:{facts.identifier}</xmpMM:DocumentID>"
    if profile.pdfx is not None:
        # ISO 15930-7, 6.2 and 6.11: version, rendition and trapping must be stated.
        yield f"<pdfxid:GTS_PDFXVersion>{profile.pdfx}</pdfxid:GTS_PDFXVersion>"
        yield "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>"
        yield "<xmpMM:VersionID>1</xmpMM:VersionID>"
        yield "<pdf:Trapped>False</pdf:Trapped>"
    if profile.pdfa_part is not None:
        yield f"<pdfaid:part>{profile.pdfa_part}</pdfaid:part>"
        yield "<pdfaid:conformance>A</pdfaid:conformance>"
    if profile.pdfua_part is not None:
        yield f"<pdfuaid:part>{profile.pdfua_part}</pdfuaid:part>"
        if profile.pdfa_part is not None:
            yield UA_EXTENSION
