/** The PDF could not be made: the browser that draws it is missing, does not start, hangs or died. The message is fit to show. */
export class PdfUnavailable extends Error {
  override readonly name = 'PdfUnavailable';
}
