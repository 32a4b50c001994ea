import { Ref } from '../../file/values.ts';
import { childrenOf, type TagElement } from '../../tags/tree.ts';
import { quoted, type Rule, type Subject } from '../subject.ts';

/** The tags of PDF 1.7 (ISO 32000-1, 14.8.4). */
const standard = new Set(
  `Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody
  Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure
  Formula Form`.split(/\s+/),
);

/** There are tags, of types that programs know, and each knows the one it stands in (PDF/UA-1, 7.1). */
export const types: Rule = (subject) => {
  const { root, elements } = subject;
  if (!root || elements.length === 0) return ['The file has no tags: those who hear it hear nothing.'];
  const roles = subject.file.dict(root.dict.get('RoleMap'));
  const unknown = elements.filter(
    ({ type }) => !standard.has(type) && !standard.has(subject.file.name(roles?.get(type))),
  );
  return [
    ...unknown.map(
      (element) => `The tag ${element.type} of ${quoted(subject, element)} is not one of PDF 1.7.`,
    ),
    ...[root, ...elements].flatMap((element) => lostChildren(subject, element)),
  ];
};

function lostChildren(subject: Subject, parent: TagElement): string[] {
  return childrenOf(parent)
    .filter(({ dict }) => !(dict.get('P') instanceof Ref) || dict.get('P') !== parent.ref)
    .map((child) => `The tag ${child.type} of ${quoted(subject, child)} does not say what it stands in.`);
}
