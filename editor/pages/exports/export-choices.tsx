import type { VersionView } from '../../../api/versions/contract.ts';
import { dateWords } from '../../client/words.ts';
import { Radios } from '../../controls/fields/choices.tsx';
import { Select } from '../../controls/fields/select.tsx';
import type { Order } from './order.ts';

const editions = [
  {
    value: 'inspection',
    label: 'Inspection edition',
    hint: 'For inspectors: only evidence that they may see, and no post-its.',
  },
  {
    value: 'internal',
    label: 'Internal edition',
    hint: 'For the council itself: every record, the post-its and what is still open. Do not hand it over.',
  },
];

const forms = [
  { value: 'pdf', label: 'PDF', hint: 'The whole assessment as one accessible document.' },
  {
    value: 'pack',
    label: 'Evidence pack',
    hint: 'A ZIP with the PDF, an offline web page and every cited file. Each citation opens its file.',
  },
  {
    value: 'html',
    label: 'Web page',
    hint: 'The same as one page that any browser opens without a network.',
  },
];

interface Props {
  versions: readonly VersionView[];
  order: Order;
  onChoose: (chosen: Partial<Order>) => void;
}

/** Which version, for whom, and as what. */
export function ExportChoices({ versions, order, onChoose }: Props) {
  const options = versions.map(({ id, number, title, takenAt, signed }) => ({
    value: id,
    label: `Version ${number}: ${title} (${dateWords(takenAt)}${signed ? ', signed' : ''})`,
  }));
  return (
    <>
      <Select
        name="version"
        label="Version"
        hint="The text as it stands is marked as a draft on every page."
        options={[{ value: '', label: 'The text as it stands now' }, ...options]}
        value={order.version ?? ''}
        onChange={(event) => onChoose({ version: event.currentTarget.value || null })}
      />
      <Radios
        name="edition"
        label="For whom"
        options={editions}
        chosen={[order.edition]}
        onChoose={(value) => onChoose({ edition: value === 'internal' ? 'internal' : 'inspection' })}
      />
      <Radios
        name="form"
        label="As what"
        options={forms}
        chosen={[order.form]}
        onChoose={(value) => onChoose({ form: value === 'pack' || value === 'html' ? value : 'pdf' })}
      />
    </>
  );
}
