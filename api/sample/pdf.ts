import { PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts } from '@cantoo/pdf-lib';

const MARGIN = 64;
const WIDTH = 595;
const HEIGHT = 842;
const ink = rgb(0.11, 0.14, 0.19);
const sizes = { title: 20, heading: 13, prose: 11 };

interface Pen {
  page: PDFPage;
  y: number;
  plain: PDFFont;
  bold: PDFFont;
}

/**
 * Draws a small document as A4 pages: `# title`, `## heading`, other lines prose, `---` a new page. Its letters are
 * those of Windows-1252; an Error names one that is not.
 */
export async function drawPdf(text: string): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const plain = await pdf.embedFont(StandardFonts.Helvetica);
  const bold = await pdf.embedFont(StandardFonts.HelveticaBold);
  pdf.setTitle(/^# (.+)$/m.exec(text)?.[1] ?? '', { showInWindowTitleBar: true });
  pdf.setLanguage('en-GB');
  for (const sheet of text.split(/^---$/m)) {
    const pen = { page: pdf.addPage([WIDTH, HEIGHT]), y: HEIGHT - MARGIN, plain, bold };
    for (const line of sheet.split('\n').filter((one) => one !== '')) drawLine(pen, line);
    const number = String(pdf.getPageCount());
    pen.page.drawText(number, { x: WIDTH / 2, y: 36, size: 9, font: plain, color: ink });
  }
  return pdf.save();
}

function drawLine(pen: Pen, line: string): void {
  const [, marks = '', words = ''] = /^(#{0,2}) ?(.*)$/.exec(line) ?? [];
  const style = marks === '#' ? 'title' : marks === '##' ? 'heading' : 'prose';
  const size = sizes[style];
  const font = style === 'prose' ? pen.plain : pen.bold;
  if (style === 'heading') pen.y -= size * 0.6;
  for (const row of wrap(words, font, size)) {
    pen.page.drawText(row, { x: MARGIN, y: pen.y, size, font, color: ink });
    pen.y -= size * 1.45;
  }
  pen.y -= size * 0.5;
}

function wrap(text: string, font: PDFFont, size: number): string[] {
  const rows: string[] = [];
  for (const word of text.split(' ')) {
    const longer = rows.length === 0 ? word : `${rows.at(-1) ?? ''} ${word}`;
    if (rows.length > 0 && font.widthOfTextAtSize(longer, size) <= WIDTH - 2 * MARGIN)
      rows[rows.length - 1] = longer;
    else rows.push(word);
  }
  return rows;
}
