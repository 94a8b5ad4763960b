/** What a file that a model made says of itself. */
export interface Origin {
  /** What was learned, and how, in words. */
  readonly model: string;
  /** The address of the set-up. */
  readonly link: string;
}

/** What made it. */
export const SOFTWARE = "Inkling";

/** The source of what a trained model made, by the name that the IPTC gave it: https://cv.iptc.org/newscodes/digitalsourcetype/ */
export const TRAINED_ALGORITHMIC_MEDIA = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";

/** The same in a sentence, for carriers that have a comment and no more. */
export const commentOf = ({ model, link }: Origin): string =>
  `Made by a machine-learning model: ${model}. ${link} Digital source type: ${TRAINED_ALGORITHMIC_MEDIA}`;

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** An XMP packet (ISO 16684-1) with the IPTC's digital source type. */
export const xmpOf = ({ model, link }: Origin): string =>
  `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
 xmp:CreatorTool="${SOFTWARE}" Iptc4xmpExt:DigitalSourceType="${TRAINED_ALGORITHMIC_MEDIA}">
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${escaped(model)}</rdf:li></rdf:Alt></dc:description>
<dc:source>${escaped(link)}</dc:source>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;
