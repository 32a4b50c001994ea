import { strToU8, zipSync } from 'fflate';

const w = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const r = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const namespaces = `xmlns:w="${w}" xmlns:r="${r}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"`;

/** How a paragraph of a made-up Word file looks. `level` puts it in a bulleted list. */
export interface Look {
  style?: string;
  level?: number;
  bold?: boolean;
  indent?: number;
}

/** A part with its content, `word/footnotes.xml` say, and the relationship that leads to it. */
export interface Part {
  name: string;
  type: string;
  xml: string;
}

/** The XML of a text as it stands in a document. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A run of text. */
export function run(text: string, properties = ''): string {
  return `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;
}

/** A paragraph around runs, or around one run of plain text. */
export function paragraph(content: string, { style, level, bold, indent }: Look = {}): string {
  const list = level === undefined ? '' : `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="7"/></w:numPr>`;
  const styled = style === undefined ? '' : `<w:pStyle w:val="${style}"/>`;
  const set = indent === undefined ? '' : `<w:ind w:left="${indent}"/>`;
  const runs = content.startsWith('<w:') ? content : run(content, bold === true ? '<w:b/>' : '');
  return `<w:p><w:pPr>${styled}${list}${set}</w:pPr>${runs}</w:p>`;
}

/** A heading in Word's own style. */
export function heading(level: number, text: string): string {
  return paragraph(text, { style: `Heading${level}` });
}

/** A bullet. */
export function bullet(text: string, level = 0): string {
  return paragraph(text, { level });
}

/** A table of plain cells; a cell may carry a fill: `{ text, fill }`. */
export function table(rows: (string | { text: string; fill: string })[][]): string {
  const cell = (value: string | { text: string; fill: string }) => {
    const { text, fill } = typeof value === 'string' ? { text: value, fill: '' } : value;
    const shading = fill === '' ? '' : `<w:shd w:val="clear" w:fill="${fill}"/>`;
    return `<w:tc><w:tcPr>${shading}</w:tcPr>${text.startsWith('<w:p>') ? text : paragraph(text)}</w:tc>`;
  };
  return `<w:tbl>${rows.map((row) => `<w:tr>${row.map(cell).join('')}</w:tr>`).join('')}</w:tbl>`;
}

/** One part around its root element. */
export function rooted(root: string, content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><w:${root} ${namespaces}>${content}</w:${root}>`;
}

/** The bytes of a Word file with this body; more parts come with their relationship, or as raw entries. */
export function wordFile(
  body: string,
  { parts = [], raw = {} }: { parts?: Part[]; raw?: Record<string, string> } = {},
): Buffer {
  const all: Part[] = [
    { name: 'word/styles.xml', type: 'styles', xml: rooted('styles', styles) },
    { name: 'word/numbering.xml', type: 'numbering', xml: rooted('numbering', numbering) },
    ...parts,
  ];
  const entries: Record<string, string> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relationships([{ type: 'officeDocument', target: 'word/document.xml' }]),
    'word/document.xml': rooted('document', `<w:body>${body}</w:body>`),
    'word/_rels/document.xml.rels': relationships(
      all.map(({ name, type }) => ({ type, target: name.replace('word/', '') })),
    ),
    ...Object.fromEntries(all.map(({ name, xml }) => [name, xml])),
    ...raw,
  };
  const files = Object.fromEntries(Object.entries(entries).map(([name, xml]) => [name, strToU8(xml)]));
  return Buffer.from(zipSync(files));
}

function relationships(list: { type: string; target: string }[]): string {
  const lines = list.map(
    ({ type, target }, index) =>
      `<Relationship Id="rId${index + 1}" Type="${types}/${type}" Target="${target}"/>`,
  );
  const link = `<Relationship Id="web" Type="${types}/hyperlink" Target="https://example.org/page" TargetMode="External"/>`;
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${lines.join('')}${link}</Relationships>`;
}

const styles = `
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/></w:style>
${[1, 2, 3].map((level) => `<w:style w:type="paragraph" w:styleId="Heading${level}"><w:name w:val="heading ${level}"/><w:basedOn w:val="Normal"/></w:style>`).join('')}
<w:style w:type="paragraph" w:styleId="OurTheme"><w:name w:val="Our theme"/><w:basedOn w:val="Heading3"/></w:style>
<w:style w:type="paragraph" w:styleId="Outlined"><w:name w:val="Outlined"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="ListBullet2"><w:name w:val="List Bullet 2"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>`;

const numbering = `<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:pPr><w:ind w:left="360"/></w:pPr></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:pPr><w:ind w:left="720"/></w:pPr></w:lvl>
</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>`;
