import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inspectionDocument } from '../../../exports/inspection.ts';
import type { Inline } from '../../../editor/schema/document.ts';
import { createPdfPrinter, type PrintProgress } from '../../../exports/pdf/printer.ts';
import { PdfUnavailable } from '../../../exports/pdf/unavailable.ts';
import { readPdf } from '../../support/read-pdf.ts';
import { claim, claimId, evidence, region, sampleExport } from '../sample-export.ts';

const small = inspectionDocument(sampleExport({ judgements: [], recommendations: [], evidence: [] }));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'candour-printer-'));
});

afterAll(() => rm(folder, { recursive: true }));

async function program(name: string, script: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}

describe('a printer', () => {
  test('says plainly that its browser is missing', async () => {
    const printer = createPdfPrinter({ executablePath: join(folder, 'none') });
    await expect(printer.print(small)).rejects.toThrow(PdfUnavailable);
    await expect(printer.print(small)).rejects.toThrow(/none\) did not start/);
  });

  test('says plainly that its browser hangs', async () => {
    const executablePath = await program('hangs', 'exec sleep 600');
    const printer = createPdfPrinter({ executablePath, timeLimit: 1000 });
    await expect(printer.print(small)).rejects.toThrow(PdfUnavailable);
    await expect(printer.print(small)).rejects.toThrow(PdfUnavailable);
    await printer.close();
  });

  test('stops a print that takes too long, and prints the next', async () => {
    const printer = createPdfPrinter({ timeLimit: 15_000 });
    await printer.print(small);
    const endless = 'word '.repeat(3_000_000);
    const huge = region({
      type: 'paragraph',
      attrs: { bullet: false },
      content: [{ type: 'text', text: endless }],
    });
    const chapters = [{ id: 'x', title: 'X', place: 'front' as const, text: huge }];
    await expect(printer.print(inspectionDocument(sampleExport({ chapters })))).rejects.toThrow(
      /could not be made in time/,
    );
    expect((await printer.print(small)).bytes.length).toBeGreaterThan(10_000);
    await printer.close();
  });

  test('stops when it is told to', async () => {
    const printer = createPdfPrinter();
    const stop = new AbortController();
    const printing = printer.print(small, { signal: stop.signal, onProgress: () => stop.abort() });
    await expect(printing).rejects.toThrow(/aborted/);
    await printer.close();
  });

  test('tells its progress in words, and only forwards', async () => {
    const printer = createPdfPrinter();
    const steps: PrintProgress[] = [];
    await Promise.all([
      printer.print(small, { onProgress: (step) => steps.push(step) }),
      printer.print(small),
    ]);
    await printer.close();
    const fractions = steps.map((step) => step.fraction);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(steps.map((step) => step.step)).toContain('Drawing the pages');
  });
});

describe('hostile words', () => {
  let canary: Server;
  const requests: string[] = [];
  let address: string;

  beforeAll(async () => {
    canary = createServer((req, res) => {
      requests.push(req.url ?? '');
      res.end('CANARYREMOTE');
    });
    await new Promise<void>((listening) => canary.listen(0, '127.0.0.1', listening));
    address = `http://127.0.0.1:${(canary.address() as AddressInfo).port}`;
    await writeFile(join(folder, 'secret.txt'), 'CANARYLOCAL');
  });

  afterAll(() => new Promise<void>((closed) => canary.close(() => closed())));

  const vectors = (web: string, file: string): string[] => [
    `<img src="${web}/img">`,
    `<iframe src="${file}"></iframe><object data="${file}"></object>`,
    `</p></li></ul></section><embed src="${file}">`,
    `<style>@import url("${web}/css"); @font-face { font-family: x; src: url(${web}/font) }</style>`,
    `"; } </style><link rel="prefetch" href="${web}/prefetch"><link rel="stylesheet" href="${web}/sheet">`,
    `<meta http-equiv="refresh" content="0;url=${web}/refresh">`,
    `<script>fetch("${web}/script")</script><svg onload="fetch('${web}/svg')"><image href="${file}"/></svg>`,
    `{{{evidence}}} {{> cover}} \${process.env.HOME} <%= 1 %>`,
    `<base href="${web}/"><form action="${web}/form"><input autofocus onfocus="fetch('${web}/focus')"></form>`,
    'W'.repeat(3000),
    'total \u202egnirb\u202c \u2066isolated\u2069 \u200f\u05d0\u05d1',
    'control \u0000\u0001\u0007\u001b[31m\u009b \ud800 \ufffe end',
  ];

  test('neither load anything nor leave the page', async () => {
    const file = pathToFileURL(join(folder, 'secret.txt')).href;
    const hostile = vectors(address, file);
    const scripted: Inline = {
      type: 'text',
      text: 'a link that is none',
      marks: [{ type: 'link', attrs: { href: `javascript:fetch("${address}/link")` } }],
    };
    const claims = region(...hostile.map((vector, index) => claim(index + 1, [vector, scripted])));
    const model = sampleExport({
      title: hostile[6] ?? '',
      council: hostile[4] ?? '',
      version: { ...sampleExport().version, label: hostile[3] ?? '' },
      recommendations: [
        { number: '1', recommendation: hostile[0] ?? '', position: hostile[1] ?? '', progress: '' },
      ],
      evidence: hostile.map((title, index) => evidence(index + 1, { title, source: title, filename: title })),
    });
    model.judgements = model.judgements.slice(0, 1).map((judgement) => ({
      ...judgement,
      title: hostile[5] ?? '',
      short: hostile[4] ?? '',
      sides: [{ id: 'effective', title: hostile[8] ?? '', text: claims }],
    }));

    const printer = createPdfPrinter();
    const { bytes, problems } = await printer.print(inspectionDocument(model));
    const reading = await readPdf(bytes);
    expect(problems.filter((problem) => !/no font here|cannot be heard/.test(problem))).toEqual([]);
    await printer.close();

    expect(requests).toEqual([]);
    const text = reading.pages.join(' ');
    expect(text).not.toMatch(/CANARY(LOCAL|REMOTE)/);
    expect(text.replace(/\s/g, '')).toContain('<imgsrc="');
    expect(reading.pages.length).toBeLessThan(40);
    expect(reading.links.filter((link) => link.url !== null)).toEqual([]);
    for (const index of hostile.keys()) expect(text).toContain(model.claimNumbers[claimId(index + 1)]);
  });
});
