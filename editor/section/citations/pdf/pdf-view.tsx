import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../../controls/button.tsx';
import { drawPage, openPdf } from './pdf-page.ts';

interface PdfViewProps {
  url: string;
  /** The page to begin with, from 1. */
  page: number;
  /** Given to those who may change the citation. */
  onCitePage?: (page: number) => void;
  onQuote?: (quote: string, page: number) => void;
}

/** A PDF, a page at a time, with its words selectable. */
export function PdfView({ url, page: first, onCitePage, onQuote }: PdfViewProps) {
  const [pdf, setPdf] = useState<PDFDocumentProxy | 'failed' | null>(null);
  const [page, setPage] = useState(first);
  const [zoom, setZoom] = useState(1);
  useEffect(() => setPage(first), [first, url]);
  useEffect(() => {
    setPdf(null);
    const opened = openPdf(url);
    let isCurrent = true;
    opened.document.then(
      (document) => isCurrent && setPdf(document),
      () => isCurrent && setPdf('failed'),
    );
    return () => {
      isCurrent = false;
      opened.close();
    };
  }, [url]);
  if (pdf === 'failed') return <p>This PDF could not be shown here. Download it to read it.</p>;
  if (!pdf) return <p role="status">Opening the PDF…</p>;
  const shown = Math.min(Math.max(1, page), pdf.numPages);
  return (
    <div className="pdf">
      <div className="pdf__bar" role="group" aria-label="Pages of the PDF">
        <button type="button" className="pdf__step" disabled={shown <= 1} onClick={() => setPage(shown - 1)}>
          <span className="govuk-visually-hidden">Previous page</span>
          <span aria-hidden="true">‹</span>
        </button>
        <span role="status">
          Page {shown} of {pdf.numPages}
        </span>
        <button
          type="button"
          className="pdf__step"
          disabled={shown >= pdf.numPages}
          onClick={() => setPage(shown + 1)}
        >
          <span className="govuk-visually-hidden">Next page</span>
          <span aria-hidden="true">›</span>
        </button>
        <button type="button" className="pdf__step" disabled={zoom <= 1} onClick={() => setZoom(zoom - 0.5)}>
          <span className="govuk-visually-hidden">Smaller</span>
          <span aria-hidden="true">−</span>
        </button>
        <button type="button" className="pdf__step" disabled={zoom >= 3} onClick={() => setZoom(zoom + 0.5)}>
          <span className="govuk-visually-hidden">Larger</span>
          <span aria-hidden="true">+</span>
        </button>
      </div>
      <PdfPage pdf={pdf} page={shown} zoom={zoom} />
      {(onCitePage ?? onQuote) && (
        <div className="pdf__acts">
          {onCitePage && (
            <Button look="secondary" small onClick={() => onCitePage(shown)}>
              Cite page {shown}
            </Button>
          )}
          {onQuote && <QuoteButton take={(quote) => onQuote(quote, shown)} />}
        </div>
      )}
    </div>
  );
}

function PdfPage({ pdf, page, zoom }: { pdf: PDFDocumentProxy; page: number; zoom: number }) {
  const host = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    setFailed(false);
    const drawing = drawPage(pdf, page, { host: element, zoom });
    drawing.done.catch(() => setFailed(true));
    return drawing.cancel;
  }, [pdf, page, zoom]);
  return (
    <>
      {failed && <p role="status">This page could not be drawn. Download the file to read it.</p>}
      <div className="pdf__window" tabIndex={0} role="region" aria-label={`Page ${page} of the PDF`}>
        <div className="pdf__page" ref={host} />
      </div>
    </>
  );
}

/** Takes the words selected in the page as the quote. */
function QuoteButton({ take }: { take: (quote: string) => void }) {
  const [hasWords, setHasWords] = useState(false);
  useEffect(() => {
    const look = (): void => setHasWords(selectedWords() !== '');
    document.addEventListener('selectionchange', look);
    return () => document.removeEventListener('selectionchange', look);
  }, []);
  return (
    <Button
      look="secondary"
      small
      aria-disabled={!hasWords || undefined}
      title={hasWords ? undefined : 'Select words in the page first'}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => {
        const words = selectedWords();
        if (words !== '') take(words);
      }}
    >
      Use selected words as quote
    </Button>
  );
}

const mostQuoted = 1000;

function selectedWords(): string {
  const selection = document.getSelection();
  const element = selection?.anchorNode?.parentElement;
  if (!selection || selection.isCollapsed || !element?.closest('.textLayer')) return '';
  return selection.toString().replace(/\s+/g, ' ').trim().slice(0, mostQuoted);
}
