import { inspectionDocument } from '../../../exports/inspection.ts';
import { withSealedPage } from '../../../exports/pdf/browser/sealed-page.ts';
import { startBrowser } from '../../../exports/pdf/browser/start.ts';
import { readPdf } from '../../../exports/pdf/file/read.ts';
import { createPdfPrinter } from '../../../exports/pdf/printer.ts';
import { assessmentOf } from './assessment.ts';

/** What one print took and gave. */
export interface Print {
  /** In milliseconds. */
  took: number;
  pages: number;
  bytes: number;
  ready: boolean;
}

const [engine = '', claims = ''] = process.argv.slice(2);
const document = inspectionDocument(assessmentOf(Number(claims)));
const print = engine === 'raw' ? await rawPrint() : candourPrint();

process.on('message', () => void timed());
process.send?.('ready');

async function timed(): Promise<void> {
  const start = performance.now();
  const { bytes, ready } = await print();
  const took = performance.now() - start;
  process.send?.({ took, bytes: bytes.length, ready, pages: readPdf(bytes).pages.length } satisfies Print);
}

type Printed = Promise<{ bytes: Uint8Array; ready: boolean }>;

/** Chromium alone: tagged and with bookmarks, as it comes. */
async function rawPrint(): Promise<() => Printed> {
  const { browser } = await startBrowser(undefined, { limit: 60_000 });
  return async () => {
    const bytes = await withSealedPage(browser, async (page) => {
      await page.setContent(document.html, { waitUntil: 'load', timeout: 0 });
      return page.pdf({
        preferCSSPageSize: true,
        printBackground: true,
        tagged: true,
        outline: true,
        waitForFonts: false,
        timeout: 0,
      });
    });
    return { bytes, ready: false };
  };
}

/** The whole of Candour: drawn, numbered, finished and checked. */
function candourPrint(): () => Printed {
  const printer = createPdfPrinter({ timeLimit: 10 * 60_000 });
  return async () => {
    const { bytes, inspectionReady } = await printer.print(document);
    return { bytes, ready: inspectionReady };
  };
}
