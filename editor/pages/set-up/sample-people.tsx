import type { Me, SamplePerson } from '../../../api/accounts/contract.ts';
import { LinkButton } from '../../controls/button.tsx';
import { Table } from '../../controls/table.tsx';
import { Page } from '../frame/page.tsx';

interface SamplePeopleProps {
  sample: { password: string; people: SamplePerson[] };
  me: Me;
  next: string;
}

/** The people of the sample council and their password, shown this once. */
export function SamplePeople({ sample, me, next }: SamplePeopleProps) {
  return (
    <Page
      title="The sample council is ready"
      lead={`You are signed in as ${me.name}. To see what others see, sign out and sign in as one of them.`}
    >
      <p className="govuk-body">They all have the same password. Note it now: it is not shown again.</p>
      <p className="govuk-body">
        Password: <code className="code">{sample.password}</code>
      </p>
      <Table
        caption="People of the sample council"
        rows={sample.people}
        keyOf={(person) => person.email}
        columns={[
          { title: 'Name', heads: true, cell: (person) => person.name },
          { title: 'Role', cell: (person) => person.role },
          { title: 'Organisation', cell: (person) => person.organisation },
          { title: 'E-mail address', cell: (person) => <span className="break-words">{person.email}</span> },
        ]}
      />
      <LinkButton href={next}>Open the sample assessment</LinkButton>
    </Page>
  );
}
