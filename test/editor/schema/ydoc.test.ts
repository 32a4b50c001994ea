import { describe, expect, test } from '@jest/globals';
import * as Y from 'yjs';
import type { Block, RegionText } from '../../../editor/schema/document.ts';
import { schema } from '../../../editor/schema/schema.ts';
import { fillRegion, readRegion, sectionIdOf } from '../../../editor/schema/ydoc.ts';

const everyNode: RegionText = {
  type: 'doc',
  content: [
    { type: 'theme', attrs: { id: 'aaaaaaaaaaaa' }, content: [{ type: 'text', text: 'Practice' }] },
    {
      type: 'claim',
      attrs: { id: 'bbbbbbbbbbbb', level: 0 },
      content: [
        { type: 'text', text: 'Visits are ' },
        { type: 'text', text: 'on time', marks: [{ type: 'bold' }] },
        { type: 'hardBreak' },
        { type: 'text', text: 'see', marks: [{ type: 'link', attrs: { href: 'https://example.org/' } }] },
        {
          type: 'citation',
          attrs: { evidence: 'a'.repeat(24), revision: 2, page: '4', quote: 'timely visits' },
        },
        { type: 'text', text: ' ' },
      ],
    },
    {
      type: 'claim',
      attrs: { id: 'cccccccccccc', level: 1 },
      content: [{ type: 'text', text: 'In the north' }],
    },
    {
      type: 'paragraph',
      attrs: { bullet: true },
      content: [{ type: 'text', text: 'Note', marks: [{ type: 'italic' }] }],
    },
  ],
};

/** The region as it stands after a journey through a live document. */
function throughYdoc(text: RegionText): RegionText {
  const ydoc = new Y.Doc();
  fillRegion(ydoc, 'effective', text);
  return readRegion(ydoc, 'effective');
}

describe('the section schema', () => {
  test('every node and mark survives a live document', () => {
    expect(throughYdoc(everyNode)).toEqual(everyNode);
    expect(schema.nodeFromJSON(everyNode).toJSON()).toEqual(everyNode);
  });

  test('an empty block has a run of text to type in', () => {
    const ydoc = new Y.Doc();
    const claim: Block = { type: 'claim', attrs: { id: 'bbbbbbbbbbbb', level: 0 } };
    fillRegion(ydoc, 'effective', { type: 'doc', content: [claim] });
    const block = ydoc.getXmlFragment('effective').get(0) as Y.XmlElement;
    expect(block.get(0)).toBeInstanceOf(Y.XmlText);
    expect(readRegion(ydoc, 'effective').content).toEqual([claim]);
  });

  test('runs of text side by side read as one', () => {
    const ydoc = new Y.Doc();
    const block = new Y.XmlElement('paragraph');
    block.insert(0, [new Y.XmlText('one '), new Y.XmlText(''), new Y.XmlText('two')]);
    ydoc.getXmlFragment('effective').insert(0, [block]);
    expect(readRegion(ydoc, 'effective').content).toEqual([
      { type: 'paragraph', attrs: { bullet: false }, content: [{ type: 'text', text: 'one two' }] },
    ]);
  });

  test('the fixture has every node and mark', () => {
    const text = JSON.stringify(everyNode);
    for (const name of [...Object.keys(schema.nodes), ...Object.keys(schema.marks)])
      expect(text).toContain(`"${name}"`);
  });

  test('no content expression can make a parent invalid', () => {
    for (const type of Object.values(schema.nodes)) expect(type.spec.content ?? '').not.toMatch(/[+{]/);
  });

  test.each([
    [
      'a script address',
      { type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] },
    ],
    [
      'a bare host',
      { type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: '//evil.example' } }] },
    ],
    [
      'a citation of nothing',
      { type: 'citation', attrs: { evidence: 'x', revision: 1, page: '', quote: '' } },
    ],
    [
      'revision 0',
      { type: 'citation', attrs: { evidence: 'a'.repeat(24), revision: 0, page: '', quote: '' } },
    ],
  ])('refuses %s', (_name, inline) => {
    const json = {
      type: 'doc',
      content: [{ type: 'claim', attrs: { id: 'bbbbbbbbbbbb', level: 0 }, content: [inline] }],
    };
    expect(() => schema.nodeFromJSON(json).check()).toThrow(RangeError);
  });

  test('document names have one form', () => {
    expect(sectionIdOf(`section:${'0'.repeat(24)}`)).toBe('0'.repeat(24));
    expect(sectionIdOf('section:../../x')).toBeNull();
  });
});
