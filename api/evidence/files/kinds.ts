/** A kind of file the library takes: what it is called, how its name ends, how it is served. */
export interface Kind {
  name: string;
  extensions: readonly string[];
  mediaType: string;
}

const office = 'application/vnd.openxmlformats-officedocument';
const open = 'application/vnd.oasis.opendocument';

/** Every kind of file the library takes. */
export const KINDS = {
  pdf: { name: 'PDF', extensions: ['pdf'], mediaType: 'application/pdf' },
  docx: { name: 'Word document', extensions: ['docx'], mediaType: `${office}.wordprocessingml.document` },
  xlsx: { name: 'Excel workbook', extensions: ['xlsx'], mediaType: `${office}.spreadsheetml.sheet` },
  pptx: {
    name: 'PowerPoint presentation',
    extensions: ['pptx'],
    mediaType: `${office}.presentationml.presentation`,
  },
  odt: { name: 'OpenDocument text', extensions: ['odt'], mediaType: `${open}.text` },
  ods: { name: 'OpenDocument spreadsheet', extensions: ['ods'], mediaType: `${open}.spreadsheet` },
  odp: { name: 'OpenDocument presentation', extensions: ['odp'], mediaType: `${open}.presentation` },
  csv: { name: 'CSV table', extensions: ['csv'], mediaType: 'text/csv; charset=utf-8' },
  txt: { name: 'plain text', extensions: ['txt'], mediaType: 'text/plain; charset=utf-8' },
  md: { name: 'Markdown text', extensions: ['md'], mediaType: 'text/markdown; charset=utf-8' },
  png: { name: 'PNG picture', extensions: ['png'], mediaType: 'image/png' },
  jpg: { name: 'JPEG picture', extensions: ['jpg', 'jpeg'], mediaType: 'image/jpeg' },
} as const satisfies Record<string, Kind>;

/** The id of a kind of file. */
export type KindId = keyof typeof KINDS;

const texts = new Set<KindId>(['csv', 'txt', 'md']);

/** The kind a file's name claims, or null when its extension is none of ours. */
export function kindByName(filename: string): KindId | null {
  const extension = extensionOf(filename);
  const found = Object.entries<Kind>(KINDS).find(([, kind]) => kind.extensions.includes(extension));
  return found ? (found[0] as KindId) : null;
}

/** What stands after the last dot of a name, lower case; '' without one. */
export function extensionOf(filename: string): string {
  return /\.([^.]+)$/.exec(filename)?.[1]?.toLowerCase() ?? '';
}

/** True for the kinds that are nothing but text. */
export function isText(kind: KindId): boolean {
  return texts.has(kind);
}
