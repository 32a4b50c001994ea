import { useLocation } from 'wouter';
import type { VersionView } from '../../../api/versions/contract.ts';
import { Select } from '../../controls/fields/select.tsx';
import { Form } from '../../controls/form.tsx';
import { comparisonPlace } from './requests.ts';

/** Chooses two versions to compare, or one with the text as it stands now. */
export function CompareForm({
  assessment,
  versions,
}: {
  assessment: string;
  versions: readonly VersionView[];
}) {
  const [, go] = useLocation();
  const options = versions.map((version) => ({
    value: version.id,
    label: `${version.number}: ${version.title}`,
  }));
  return (
    <section aria-labelledby="compare" className="section-break">
      <h2 className="govuk-heading-m" id="compare">
        Compare two versions
      </h2>
      <Form
        submit="Compare"
        look="secondary"
        label="Compare two versions"
        send={(values) => {
          const after = values.text('after');
          go(comparisonPlace(assessment, values.text('before'), after === '' ? null : after));
          return Promise.resolve();
        }}
      >
        <div className="side-by-side">
          <Select
            name="before"
            label="Before"
            options={options}
            defaultValue={(versions[1] ?? versions[0])?.id}
          />
          <Select
            name="after"
            label="After"
            options={[{ value: '', label: 'The text as it stands now' }, ...options]}
            defaultValue={versions.length > 1 ? versions[0]?.id : ''}
          />
        </div>
      </Form>
    </section>
  );
}
