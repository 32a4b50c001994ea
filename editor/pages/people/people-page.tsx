import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PersonView } from '../../../api/accounts/contract.ts';
import { refresh, resource } from '../../client/queries.ts';
import { request } from '../../client/request.ts';
import { refreshSession, useMe } from '../../client/session.ts';
import { Button } from '../../controls/button.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { Checkbox } from '../../controls/fields/choices.tsx';
import { Form } from '../../controls/form.tsx';
import { Table } from '../../controls/table.tsx';
import { Tag } from '../../controls/tag.tsx';
import { ForbiddenPage } from '../frame/failures.tsx';
import { LoadedPart } from '../frame/loaded.tsx';
import { Page } from '../frame/page.tsx';
import { Invitations } from './invitations.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { PersonName } from './members-page.tsx';

/** Everyone with an account, for administrators: who is administrator, who is suspended. */
export function PeoplePage() {
  const me = useMe();
  const people = useQuery({ ...resource<PersonView[]>('/people'), enabled: me.administrator });
  const [inviting, setInviting] = useState(false);
  const [chosen, setChosen] = useState<PersonView | null>(null);
  if (!me.administrator)
    return <ForbiddenPage message="Only administrators look after the accounts of everyone." />;
  return (
    <Page
      title="People"
      lead="Everyone who can sign in. What a person may do in an assessment is set on that assessment’s own people page."
      actions={<Button onClick={() => setInviting(true)}>Invite someone</Button>}
    >
      <LoadedPart query={people}>{(found) => <PeopleTable people={found} onChange={setChosen} />}</LoadedPart>
      <Invitations />
      <InviteDialog
        open={inviting}
        onClose={() => setInviting(false)}
        gives={(values) => ({ administrator: values.ticked('administrator') })}
      >
        <AdministratorBox />
      </InviteDialog>
      <Dialog open={chosen !== null} onClose={() => setChosen(null)} title={chosen?.name ?? ''}>
        {chosen && <PersonForm person={chosen} onDone={() => setChosen(null)} />}
      </Dialog>
    </Page>
  );
}

function AdministratorBox({ ticked = false }: { ticked?: boolean }) {
  return (
    <Checkbox
      name="administrator"
      label="Administrator"
      hint="Looks after everyone’s accounts and starts assessments. Reads an assessment only with a place in it."
      defaultChecked={ticked}
    />
  );
}

interface PeopleTableProps {
  people: readonly PersonView[];
  onChange: (person: PersonView) => void;
}

function PeopleTable({ people, onChange }: PeopleTableProps) {
  return (
    <Table
      caption="Everyone with an account"
      rows={people}
      keyOf={(person) => person.id}
      columns={[
        { title: 'Name', heads: true, cell: (person) => <PersonName person={person} /> },
        { title: 'State', cell: (person) => <PersonState person={person} /> },
        {
          title: 'Change',
          quiet: true,
          cell: (person) => (
            <Button
              look="quiet"
              aria-label={`Change the account of ${person.name}`}
              onClick={() => onChange(person)}
            >
              Change
            </Button>
          ),
        },
      ]}
    />
  );
}

function PersonState({ person }: { person: PersonView }) {
  if (person.suspended) return <Tag tone="warn">Suspended</Tag>;
  return person.administrator ? <Tag tone="accent">Administrator</Tag> : <>Can sign in</>;
}

function PersonForm({ person, onDone }: { person: PersonView; onDone: () => void }) {
  const me = useMe();
  return (
    <Form
      submit="Save"
      sending="Saving…"
      send={async (values) => {
        const administrator = values.ticked('administrator');
        const suspended = values.ticked('suspended');
        await request('PATCH', `/people/${person.id}`, { administrator, suspended });
        onDone();
        await refresh('/people');
        if (person.id === me.id) await refreshSession();
      }}
    >
      <AdministratorBox ticked={person.administrator} />
      {person.id !== me.id && (
        <Checkbox
          name="suspended"
          label="Suspended"
          hint="Cannot sign in, and is signed out at once. What the person wrote stays."
          defaultChecked={person.suspended}
        />
      )}
    </Form>
  );
}
