import { useState } from 'react';
import { useLocation } from 'wouter';
import type { SetUpDone } from '../../../api/accounts/contract.ts';
import { request } from '../../client/request.ts';
import { refreshSession, useSession } from '../../client/session.ts';
import { Button, LinkButton } from '../../controls/button.tsx';
import { Form } from '../../controls/form.tsx';
import { Page } from '../frame/page.tsx';
import { CouncilForm } from './council-form.tsx';
import { SamplePeople } from './sample-people.tsx';

type Choice = 'council' | 'sample' | null;

/** The first start, behind the link from the terminal: one's own council, or the sample council. */
export function SetUpPage() {
  const { setUpNeeded } = useSession();
  const [, go] = useLocation();
  const [token] = useState(tokenOfAddress);
  const [choice, setChoice] = useState<Choice>(null);
  const [sample, setSample] = useState<SetUpDone | null>(null);
  const send = async (body: Record<string, unknown>): Promise<void> => {
    const done = await request<SetUpDone>('POST', '/set-up', { token, ...body });
    if (done.sample) setSample(done);
    await refreshSession();
    if (!done.sample) go(startOf(done), { replace: true });
  };
  if (sample?.sample) return <SamplePeople sample={sample.sample} me={sample.me} next={startOf(sample)} />;
  if (!setUpNeeded) return <AlreadySetUp />;
  if (choice === 'council') return <CouncilForm send={send} onBack={() => setChoice(null)} />;
  return (
    <Page
      title="Welcome to Candour"
      lead="Write your self-assessment together, link every claim to its evidence, and hand the inspector one document. How would you like to begin?"
    >
      <div className="two-ways">
        <section className="way" aria-labelledby="way-council">
          <h2 className="govuk-heading-m" id="way-council">
            Set up your council
          </h2>
          <p className="govuk-body">
            Name your council and make your account. You can then bring in the self-assessment you have as a
            Word file, or start an empty one.
          </p>
          <Button onClick={() => setChoice('council')}>Set up your council</Button>
        </section>
        <section className="way" aria-labelledby="way-sample">
          <h2 className="govuk-heading-m" id="way-sample">
            Look around first
          </h2>
          <p className="govuk-body">
            A made-up council with two judgements, claims, evidence files, post-its and four people to sign in
            as. To start for real later, begin again with an empty data folder.
          </p>
          <Form
            submit="Load the sample council"
            sending="Loading the sample…"
            look="secondary"
            send={() => send({ kind: 'sample' })}
          >
            {null}
          </Form>
        </section>
      </div>
    </Page>
  );
}

function AlreadySetUp() {
  const { me } = useSession();
  return (
    <Page title="Candour is already set up" width="narrow">
      <p className="govuk-body">This link has done its work and cannot be used again.</p>
      {me ? (
        <LinkButton href="/">Go to the assessments</LinkButton>
      ) : (
        <LinkButton href="/sign-in">Sign in</LinkButton>
      )}
    </Page>
  );
}

function startOf(done: SetUpDone): string {
  return done.assessment === null ? '/' : `/assessments/${done.assessment}`;
}

/** The token stands in the address, as `?token=`, after `#`, or as its last part. */
function tokenOfAddress(): string {
  const asked = new URLSearchParams(location.search).get('token');
  const last = decodeURIComponent(location.pathname.split('/')[2] ?? '');
  return asked ?? (location.hash === '' ? last : location.hash.replace(/^#(token=)?/, ''));
}
