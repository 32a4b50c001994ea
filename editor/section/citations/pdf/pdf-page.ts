import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

/** A PDF being opened. */
export interface OpenedPdf {
  document: Promise<PDFDocumentProxy>;
  close: () => void;
}

/** Opens a PDF from our own address. Its viewer is fetched only now; scripts inside the PDF are never run. */
export function openPdf(url: string): OpenedPdf {
  let closed = false;
  let destroy: () => void = () => undefined;
  const opening = async (): Promise<PDFDocumentProxy> => {
    const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
    pdfjs.GlobalWorkerOptions.workerSrc = workerUrl;
    const task = pdfjs.getDocument({ url, isEvalSupported: false, enableXfa: false, withCredentials: true });
    destroy = () => void task.destroy();
    if (closed) destroy();
    return task.promise;
  };
  return {
    document: opening(),
    close: () => {
      closed = true;
      destroy();
    },
  };
}

interface PagePlace {
  host: HTMLElement;
  /** 1 fits the width of the panel. */
  zoom: number;
}

/** Draws one page with its words over it. `cancel` stops and clears it. */
export function drawPage(
  pdf: PDFDocumentProxy,
  number: number,
  { host, zoom }: PagePlace,
): { done: Promise<void>; cancel: () => void } {
  let cancelled = false;
  let stop: () => void = () => undefined;
  const draw = async (): Promise<void> => {
    const [pdfjs, page] = await Promise.all([import('pdfjs-dist/legacy/build/pdf.mjs'), pdf.getPage(number)]);
    if (cancelled) return;
    const width = host.parentElement?.clientWidth ?? 320;
    const scale = (width / page.getViewport({ scale: 1 }).width) * zoom;
    const viewport = page.getViewport({ scale });
    const canvas = canvasFor(viewport);
    const words = document.createElement('div');
    words.className = 'textLayer';
    host.style.width = `${viewport.width}px`;
    host.style.height = `${viewport.height}px`;
    host.style.setProperty('--total-scale-factor', String(scale));
    host.replaceChildren(canvas, words);
    const density = window.devicePixelRatio;
    const rendering = page.render({ canvas, viewport, transform: [density, 0, 0, density, 0, 0] });
    const layer = new pdfjs.TextLayer({
      textContentSource: page.streamTextContent(),
      container: words,
      viewport,
    });
    stop = () => {
      rendering.cancel();
      layer.cancel();
    };
    await Promise.all([rendering.promise, layer.render()]);
  };
  return {
    done: draw().catch((error: unknown) => {
      if (!cancelled) throw error;
    }),
    cancel: () => {
      cancelled = true;
      stop();
    },
  };
}

function canvasFor({ width, height }: { width: number; height: number }): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = Math.floor(width * window.devicePixelRatio);
  canvas.height = Math.floor(height * window.devicePixelRatio);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  canvas.setAttribute('aria-hidden', 'true');
  return canvas;
}
