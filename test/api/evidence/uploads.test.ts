import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import type { ErrorBody } from '../../../api/http/error-handler.ts';
import type { EvidenceStored } from '../../../api/evidence/contract.ts';
import { beginFile, fileWriter, storedCounts } from '../../../api/evidence/files/file-store.ts';
import { UploadModel } from '../../../api/evidence/files/upload-model.ts';
import { sweepUploads } from '../../../api/evidence/service.ts';
import type { TestPerson } from '../../support/people.ts';
import { until } from '../../support/until.ts';
import { download, formWith, type LibraryScene, startLibrary, uploadBy } from './library-scene.ts';
import {
  contentTypes,
  madeCompoundFile,
  madeJpeg,
  madeOffice,
  madeOpenDocument,
  madePdf,
  madePng,
  withClaimedSize,
} from './made-files.ts';

let scene: LibraryScene;
let lead: TestPerson;
beforeAll(async () => {
  scene = await startLibrary({ CANDOUR_UPLOAD_MB: '1' });
  lead = await scene.member('Lea Lead', 'lead');
});
afterAll(() => scene.app.close());

/** What is stored: files, their pieces, uploads under way. */
const stored = async () => ({ ...(await storedCounts()), uploads: await UploadModel.countDocuments() });

const refusal = async (bytes: Uint8Array | string, filename: string) => {
  const before = await stored();
  const answer = await uploadBy(lead, bytes, filename);
  expect(await stored()).toEqual(before);
  const { message } = answer.body as unknown as ErrorBody;
  return `${answer.status} ${message}`;
};

describe('a file is taken when its name and content agree', () => {
  const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  test.each<[string, () => Uint8Array | string | Promise<Uint8Array>, string]>([
    ['report.pdf', () => madePdf('words'), 'application/pdf'],
    ['REPORT.DOCX', () => madeOffice('docx'), word],
    ['with a chart.docx', () => madeOffice('docx', { 'embeddings/a.xlsx': madeOffice('xlsx') }), word],
    [
      'table.xlsx',
      () => madeOffice('xlsx'),
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ],
    ['text.odt', () => madeOpenDocument('text'), 'application/vnd.oasis.opendocument.text'],
    ['sheet.ods', () => madeOpenDocument('spreadsheet'), 'application/vnd.oasis.opendocument.spreadsheet'],
    ['slides.odp', () => madeOpenDocument('presentation'), 'application/vnd.oasis.opendocument.presentation'],
    ['table.csv', () => 'a,b\n1,–é\n', 'text/csv; charset=utf-8'],
    ['excel.csv', () => '\uFEFFa;b\r\n', 'text/csv; charset=utf-8'],
    ['notes.md', () => '# Notes\n\n<div>fine</div>', 'text/markdown; charset=utf-8'],
    ['picture.png', () => madePng(800, 600), 'image/png'],
    ['photo.jpeg', () => madeJpeg(), 'image/jpeg'],
  ])('%s', async (filename, make, mediaType) => {
    const answer = await uploadBy(lead, await make(), filename);
    expect(answer.body.revisions[0]).toMatchObject({ filename, mediaType });
  });
});

describe('a file is refused, and nothing of it kept', () => {
  const bigXml = strToU8('<x>'.repeat(8_000_000));
  const bomb = () => madeOffice('docx', { 'word/big.xml': bigXml });
  const macro = contentTypes('application/vnd.ms-word.document.macroEnabled.main+xml');
  const cut = async () => (await madePdf('words')).subarray(0, 700);

  test.each<[string, string, () => Uint8Array | string | Promise<Uint8Array>, RegExp]>([
    ['nothing in it', 'a.pdf', () => '', /^400 The selected file is empty/],
    [
      'text named docx',
      'a.docx',
      () => 'only text',
      /^415 The name ends in \.docx, but the content is not a Word/,
    ],
    ['a PDF named docx', 'a.docx', () => madePdf('x'), /^415 The name ends in \.docx/],
    ['a workbook named docx', 'a.docx', () => madeOffice('xlsx'), /^415 The name ends in \.docx/],
    ['a plain ZIP named docx', 'a.docx', () => zipSync({ a: strToU8('a') }), /^415 The name ends in \.docx/],
    ['a ZIP', 'a.zip', () => zipSync({ a: strToU8('a') }), /^415 A ZIP archive is not taken\. Unpack/],
    ['an old or locked file', 'a.docx', madeCompoundFile, /^415 The file is protected with a password/],
    ['an old file by name', 'a.doc', madeCompoundFile, /^415 This is an old Word file/],
    ['macros', 'a.docx', () => madeOffice('docx', { 'word/vbaProject.bin': strToU8('x') }), /^415 .*macros/],
    ['macros by type', 'a.docx', () => zipSync({ '[Content_Types].xml': strToU8(macro) }), /^415 .*macros/],
    ['a page named txt', 'a.txt', () => ' <!DOCTYPE html><script>1</script>', /^415 The file is a web page/],
    ['a drawing named csv', 'a.csv', () => '<svg onload="x"/>', /^415 The file is a web page or a drawing/],
    ['a web page', 'a.html', () => '<html>', /^415 Web pages are not taken/],
    ['a drawing', 'a.svg', () => '<svg/>', /^415 SVG drawings are not taken/],
    ['a program', 'a.exe', () => 'MZ', /^415 This kind of file is not taken\. Save it as PDF, Word/],
    ['no extension', 'a', () => 'x', /^415 This kind of file/],
    ['a picture named txt', 'a.txt', () => madePng(1, 1), /^415 The name ends in \.txt/],
    ['a PDF of markup', 'a.pdf', () => '%PDF-1.4\n<script>alert(1)</script>', /^400 The file is damaged/],
    ['half a PDF', 'a.pdf', cut, /^400 The file is damaged or not complete/],
    ['half a document', 'a.docx', () => madeOffice('docx').subarray(0, 200), /^400 The file is damaged/],
    ['Windows letters', 'a.csv', () => Buffer.from('caf\xe9', 'latin1'), /^415 .*choose "CSV UTF-8"/],
    ['UTF-16', 'a.csv', () => Buffer.from('\uFEFFa,b', 'utf16le'), /^415 .*UTF-8/],
    ['a huge picture', 'a.png', () => madePng(50_000, 50_000), /^413 The picture has too many points/],
    ['a ZIP bomb', 'a.docx', bomb, /^413 The file would unpack to far more/],
    [
      'a bomb that lies',
      'a.docx',
      () => withClaimedSize(bomb(), 'word/big.xml', 100),
      /^400 The file is damaged/,
    ],
    [
      'a way out',
      'a.docx',
      () => madeOffice('docx', { '../../x': strToU8('x') }),
      /^400 The file is damaged/,
    ],
  ])('%s', async (_name, filename, make, expected) => {
    expect(await refusal(await make(), filename)).toMatch(expected);
  });

  test('6,000 entries', async () => {
    const many = Object.fromEntries(Array.from({ length: 6000 }, (_, n) => [`e${n}`, new Uint8Array(0)]));
    expect(await refusal(madeOffice('docx', many), 'a.docx')).toMatch(/^413 The file would unpack/);
  });

  test('over the limit, with the limit named', async () => {
    const expected =
      '413 The file is larger than the limit of 1 MB. Make it smaller or split it, and upload that.';
    expect(await refusal('x'.repeat(1024 * 1024 + 1), 'a.txt')).toBe(expected);
  });

  test('a file just at the limit is taken', async () => {
    const answer = await uploadBy(lead, 'x'.repeat(1024 * 1024), 'limit.txt');
    expect(answer.body.revisions[0]?.bytes).toBe(1024 * 1024);
  });

  test('fields that are wrong, or a form without a file', async () => {
    const before = await stored();
    const untitled = await uploadBy(lead, 'a,b', 'a.csv', { title: '' });
    expect(untitled).toMatchObject({ status: 400, body: { problems: [{ field: 'title' }] } });
    const form = new FormData();
    form.set('title', 'No file');
    const fileless = await lead.client.request('POST', '/evidence', { body: form });
    expect(fileless).toMatchObject({ status: 400, body: { problems: [{ field: 'file' }] } });
    const two = formWith('a,b', 'a.csv', { title: 'Two' });
    two.append('file', new Blob(['c,d']), 'b.csv');
    expect((await lead.client.request('POST', '/evidence', { body: two })).status).toBe(400);
    await until(async () => JSON.stringify(await stored()) === JSON.stringify(before), 'nothing to be kept');
  });

  test('a revision of a record that is not there', async () => {
    const before = await stored();
    const path = `/evidence/${'0'.repeat(24)}/revisions`;
    expect((await lead.client.request('POST', path, { body: formWith('a,b', 'a.csv') })).status).toBe(404);
    await until(async () => JSON.stringify(await stored()) === JSON.stringify(before), 'nothing to be kept');
  });
});

describe('names', () => {
  const attachment = async (filename: string) => {
    const { body } = await uploadBy(lead, `${filename}\n`, filename);
    const path = `${body.id}/revisions/1`;
    const response = await download(lead, scene.app, path);
    return [body.revisions[0]?.filename, response.headers.get('content-disposition')];
  };

  test.each([
    ['../../etc/passwd.txt', 'passwd.txt', 'attachment; filename=passwd.txt'],
    ['C:\\Users\\a\\b.txt', 'b.txt', 'attachment; filename=b.txt'],
    ['a\r\nSet-Cookie: x=1.txt', 'a Set-Cookie_ x=1.txt', 'attachment; filename="a Set-Cookie_ x=1.txt"'],
    ['invoice\u202Etxt.exe.txt', 'invoicetxt.exe.txt', 'attachment; filename=invoicetxt.exe.txt'],
    ['say "hi".txt', 'say _hi_.txt', 'attachment; filename="say _hi_.txt"'],
    ['.txt.txt', 'txt.txt', 'attachment; filename=txt.txt'],
    [
      'Prüfung 😀.txt',
      'Prüfung 😀.txt',
      expect.stringContaining("filename*=UTF-8''Pr%C3%BCfung%20%F0%9F%98%80.txt"),
    ],
  ])('%j is kept as %j', async (given, kept, header) => {
    expect(await attachment(given)).toEqual([kept, header]);
  });

  test('a very long one is shortened and keeps its ending', async () => {
    const [kept] = await attachment(`${'é'.repeat(250)}.txt`);
    expect(kept).toBe(`${'é'.repeat(146)}.txt`);
  });
});

describe('an upload that breaks off', () => {
  const headers = (length: number) => [
    'POST /api/evidence HTTP/1.1',
    'Host: localhost',
    `Cookie: ${lead.client.cookie()}`,
    'Content-Type: multipart/form-data; boundary=B',
    `Content-Length: ${length}`,
    '',
    '',
  ];
  const part = '--B\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n';

  test('leaves nothing', async () => {
    const before = await stored();
    const socket = await opened();
    socket.write(headers(900_000).join('\r\n') + part + 'x'.repeat(600_000));
    await until(() => UploadModel.exists({ state: 'receiving' }), 'the upload to begin');
    await until(async () => (await storedCounts()).chunks > before.chunks, 'its first pieces');
    socket.destroy();
    await until(async () => JSON.stringify(await stored()) === JSON.stringify(before), 'nothing to be left');
  });

  test.each([
    ['a form that ends early', `${part}x`],
    ['a broken part header', '--B\r\nnonsense\r\n\r\nx\r\n--B--\r\n'],
    ['no parts', '--B--\r\n'],
    ['an empty name', '--B\r\nContent-Disposition: form-data; name=""; filename=""\r\n\r\nx\r\n--B--\r\n'],
  ])('%s is answered', async (_name, body) => {
    const before = await stored();
    const socket = await opened();
    socket.write(
      headers(body.length).join('\r\n').replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n') + body,
    );
    const answer = await textFrom(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 400 .*"code":"invalid-input"/s);
    await until(async () => JSON.stringify(await stored()) === JSON.stringify(before), 'nothing to be left');
  });

  test('what a killed server left is swept after a day', async () => {
    const before = await stored();
    const file = await beginFile();
    const writer = fileWriter(file);
    writer.write(Buffer.alloc(600_000));
    await until(async () => (await storedCounts()).chunks > before.chunks, 'its first pieces');
    expect(await sweepUploads()).toBe(0);
    expect(await sweepUploads(Date.now() + 25 * 60 * 60 * 1000)).toBe(1);
    expect(await stored()).toEqual(before);
    writer.destroy();
  });
});

function opened(): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(scene.app.port, '127.0.0.1', () => {
      resolve(socket);
    });
    socket.once('error', reject);
  });
}

async function textFrom(socket: Socket): Promise<string> {
  let text = '';
  for await (const chunk of socket) text += String(chunk);
  return text;
}

test('only those who add to the library may upload', async () => {
  const partner = await scene.member('Pat Partner', 'partner');
  const before = await stored();
  const answer = await uploadBy(partner, 'a,b', 'a.csv');
  expect(answer.status).toBe(403);
  expect(await stored()).toEqual(before);
  const taken: EvidenceStored | ErrorBody = answer.body;
  expect(taken).toMatchObject({ code: 'forbidden' });
});
