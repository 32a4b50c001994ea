import { useQuery } from '@tanstack/react-query';
import { useSearch } from 'wouter';
import type { VersionsView } from '../../../api/versions/contract.ts';
import type { ChainStep } from '../../../api/versions/signing/contract.ts';
import { resource } from '../../client/queries.ts';
import { dateWords } from '../../client/words.ts';
import { LinkButton } from '../../controls/button.tsx';
import { Select } from '../../controls/fields/select.tsx';
import { TextArea } from '../../controls/fields/text-field.tsx';
import { Form } from '../../controls/form.tsx';
import { LoadedPart } from '../frame/loaded.tsx';
import { versionName } from '../versions/words.ts';
import { askForSignatures } from './requests.ts';
import { signersWords } from './words.ts';

interface RequestFormProps {
  assessment: string;
  chain: readonly ChainStep[];
}

/** Asks the people of the chain to sign a version. */
export function RequestForm({ assessment, chain }: RequestFormProps) {
  const versions = useQuery(resource<VersionsView>(`/assessments/${assessment}/versions`));
  return (
    <section aria-labelledby="request" className="section-break">
      <h2 className="govuk-heading-m" id="request">
        Ask for signatures
      </h2>
      {chain.length === 0 ? (
        <p className="govuk-body">First say who signs, and in which order.</p>
      ) : (
        <LoadedPart query={versions}>
          {(view) => <VersionForm assessment={assessment} chain={chain} view={view} />}
        </LoadedPart>
      )}
    </section>
  );
}

function VersionForm({ assessment, chain, view: { versions } }: RequestFormProps & { view: VersionsView }) {
  const asked = new URLSearchParams(useSearch()).get('version');
  const first = chain[0];
  if (versions.length === 0) {
    return (
      <>
        <p className="govuk-body">People sign a version, so that everyone signs the same text.</p>
        <LinkButton href={`/assessments/${assessment}/versions`}>Take a version first</LinkButton>
      </>
    );
  }
  const named = versions.filter(({ id, kind }) => kind === 'named' || id === asked);
  const options = named.length > 0 ? named : versions;
  return (
    <Form
      submit="Ask for signatures"
      sending="Asking…"
      send={(values) => askForSignatures(assessment, values.text('version'), values.text('note'))}
    >
      <Select
        name="version"
        label="Version"
        defaultValue={asked ?? options[0]?.id}
        options={options.map((version) => ({
          value: version.id,
          label: `${versionName(version)}: ${version.title} (${dateWords(version.takenAt)})`,
        }))}
      />
      <TextArea
        name="note"
        label="Note for those who sign (optional)"
        hint="For example by when you need it"
        rows={2}
        maxLength={1000}
      />
      {first && (
        <p className="govuk-body">
          It begins with {first.title}: {signersWords(first)}.
        </p>
      )}
    </Form>
  );
}
