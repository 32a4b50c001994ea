import { useQuery } from '@tanstack/react-query';
import type { MySignOffs, WaitingSignOff } from '../../../../api/versions/signing/contract.ts';
import { resource } from '../../../client/queries.ts';
import { dateWords } from '../../../client/words.ts';
import { LinkButton } from '../../../controls/button.tsx';
import { versionPlace } from '../../versions/requests.ts';
import '../sign-off.css';

/** What waits for the person's signature: in one assessment, or in all; nothing when nothing does. */
export function WaitingForMe({ assessment }: { assessment?: string }) {
  const mine = useQuery(resource<MySignOffs>('/me/sign-offs')).data;
  const waiting = (mine?.waiting ?? []).filter(
    (one) => assessment === undefined || one.assessment.id === assessment,
  );
  return waiting.map((one) => <Waiting key={one.id} waiting={one} />);
}

function Waiting({ waiting }: { waiting: WaitingSignOff }) {
  const { assessment, version, step, requestedBy, requestedAt, note, remindedAt } = waiting;
  return (
    <section className="sign-panel waiting" aria-label={`Version ${version.number} waits for your signature`}>
      <h2 className="govuk-heading-s">
        Version {version.number} of “{assessment.title}” waits for your signature
      </h2>
      <p className="govuk-body">
        {requestedBy.name} asked for it on {dateWords(requestedAt)}. You sign as: {step}.
        {remindedAt !== null && ` You were reminded on ${dateWords(remindedAt)}.`}
      </p>
      {note !== '' && <p className="sign-off__note">{note}</p>}
      <div className="govuk-button-group">
        <LinkButton href={versionPlace({ assessment: assessment.id, id: version.id })}>
          Read and sign version {String(version.number)}
        </LinkButton>
        <LinkButton href={`/assessments/${assessment.id}/sign-off`} look="quiet">
          See who has signed
        </LinkButton>
      </div>
    </section>
  );
}
