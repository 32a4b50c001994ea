import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { InvitationView } from '../../../api/accounts/contract.ts';
import { ROLE_WORDS } from '../../../api/accounts/vocabulary.ts';
import { refresh, resource } from '../../client/queries.ts';
import { request } from '../../client/request.ts';
import { dateWords } from '../../client/words.ts';
import { Button } from '../../controls/button.tsx';
import { Table } from '../../controls/table.tsx';
import { LoadedPart } from '../frame/loaded.tsx';
import { useAct } from '../frame/use-act.tsx';

/**
 * Invitations nobody has used yet, of one assessment or of all, each with a way to take it back. Nothing at all when
 * there are none.
 */
export function Invitations({ assessment }: { assessment?: string }) {
  const invitations = useQuery(resource<InvitationView[]>('/invitations'));
  return (
    <LoadedPart query={invitations}>
      {(found) => {
        const wanted = found.filter((one) => assessment === undefined || one.assessment === assessment);
        return wanted.length === 0 ? null : <InvitationsTable invitations={wanted} />;
      }}
    </LoadedPart>
  );
}

function InvitationsTable({ invitations }: { invitations: readonly InvitationView[] }) {
  const [taking, setTaking] = useState('');
  const { act, busy, problem } = useAct();
  const takeBack = (invitation: InvitationView): void => {
    setTaking(invitation.id);
    void act(async () => {
      await request('DELETE', `/invitations/${invitation.id}`);
      await refresh('/invitations');
    });
  };
  return (
    <section className="section-break">
      <h2 className="govuk-heading-m">Invitations not used yet</h2>
      {problem}
      <Table
        caption="Invitations not used yet"
        rows={invitations}
        keyOf={(invitation) => invitation.id}
        columns={[
          { title: 'Name', heads: true, cell: (invitation) => invitation.name },
          { title: 'E-mail address', cell: ({ email }) => <span className="break-words">{email}</span> },
          { title: 'Role', cell: ({ role }) => (role ? ROLE_WORDS[role].name : 'None yet') },
          { title: 'Works until', cell: ({ expiresAt }) => dateWords(expiresAt) },
          {
            title: 'Take back',
            quiet: true,
            cell: (invitation) => (
              <Button
                look="quiet"
                busy={busy && taking === invitation.id}
                onClick={() => takeBack(invitation)}
                aria-label={`Take back the invitation for ${invitation.name}`}
              >
                Take back
              </Button>
            ),
          },
        ]}
      />
    </section>
  );
}
