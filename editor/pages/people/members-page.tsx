import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { MemberView } from '../../../api/accounts/contract.ts';
import { ROLE_WORDS } from '../../../api/accounts/vocabulary.ts';
import type { AssessmentView, SectionView } from '../../../api/assessments/contract.ts';
import { resource } from '../../client/queries.ts';
import { listed } from '../../client/words.ts';
import { Button } from '../../controls/button.tsx';
import { Table } from '../../controls/table.tsx';
import { ForbiddenPage } from '../frame/failures.tsx';
import { Loaded, LoadedPart } from '../frame/loaded.tsx';
import { Page } from '../frame/page.tsx';
import { AddMemberDialog } from './add-member-dialog.tsx';
import { Invitations } from './invitations.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { MemberDialog } from './member-dialog.tsx';
import { PlaceFields, placeOf } from './place-fields.tsx';

/** The people of one assessment: who they are in it, and how others join. */
export function MembersPage({ id }: { id: string }) {
  const assessment = useQuery(resource<AssessmentView>(`/assessments/${id}`));
  return (
    <Loaded query={assessment}>
      {(found) =>
        found.rights.manageMembers ? (
          <Members assessment={found} />
        ) : (
          <ForbiddenPage message="The coordinator of this assessment looks after its people. Ask them about your role." />
        )
      }
    </Loaded>
  );
}

type Open = 'invite' | 'add' | MemberView | null;

function Members({ assessment }: { assessment: AssessmentView }) {
  const { id, title, sections } = assessment;
  const members = useQuery(resource<MemberView[]>(`/assessments/${id}/members`));
  const [open, setOpen] = useState<Open>(null);
  const close = (): void => setOpen(null);
  return (
    <Page
      title="People"
      eyebrow={title}
      back={{ href: `/assessments/${id}`, label: title }}
      lead="What each person may do here. A change of role acts at once, also in windows that are open."
      actions={
        <>
          <Button onClick={() => setOpen('invite')}>Invite someone</Button>
          <Button look="secondary" onClick={() => setOpen('add')}>
            Add someone with an account
          </Button>
        </>
      }
    >
      <LoadedPart query={members}>
        {(found) => <MembersTable members={found} sections={sections} onChange={setOpen} />}
      </LoadedPart>
      <Invitations assessment={id} />
      <InviteDialog
        open={open === 'invite'}
        onClose={close}
        gives={(values) => ({ membership: { assessment: id, ...placeOf(values) } })}
      >
        <PlaceFields sections={sections} />
      </InviteDialog>
      <AddMemberDialog
        open={open === 'add'}
        onClose={close}
        assessment={assessment}
        members={members.data ?? []}
      />
      <MemberDialog
        member={open !== null && typeof open === 'object' ? open : null}
        onClose={close}
        assessment={assessment}
      />
    </Page>
  );
}

interface MembersTableProps {
  members: readonly MemberView[];
  sections: readonly SectionView[];
  onChange: (member: MemberView) => void;
}

function MembersTable({ members, sections, onChange }: MembersTableProps) {
  return (
    <Table
      caption="People of this assessment"
      rows={members}
      keyOf={({ person }) => person.id}
      columns={[
        { title: 'Name', heads: true, cell: ({ person }) => <PersonName person={person} /> },
        {
          title: 'Role',
          cell: ({ role }) => <span title={ROLE_WORDS[role].may}>{ROLE_WORDS[role].name}</span>,
        },
        { title: 'Sections', cell: (member) => sectionWords(member, sections) },
        {
          title: 'Change',
          quiet: true,
          cell: (member) => (
            <Button
              look="quiet"
              onClick={() => onChange(member)}
              aria-label={`Change the role of ${member.person.name}`}
            >
              Change
            </Button>
          ),
        },
      ]}
    />
  );
}

/** A person's name, with the organisation and address under it. */
export function PersonName({ person }: { person: MemberView['person'] }) {
  const under = [person.organisation, person.email].filter((words) => words !== '').join(', ');
  return (
    <>
      {person.name}
      <span className="under-name break-words">{under}</span>
    </>
  );
}

function sectionWords({ role, sections }: MemberView, all: readonly SectionView[]): string {
  if (role !== 'lead' && role !== 'contributor') return 'All';
  const names = all.filter((section) => sections.includes(section.id)).map((section) => section.short);
  return names.length === 0 ? 'None yet' : listed(names);
}
