import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { InvitationOffer } from '../../../api/accounts/contract.ts';
import { resource } from '../../client/queries.ts';
import { request } from '../../client/request.ts';
import { refreshSession } from '../../client/session.ts';
import { asFailure } from '../../client/api-failure.ts';
import { LinkButton } from '../../controls/button.tsx';
import { Form } from '../../controls/form.tsx';
import { PasswordField } from '../../controls/fields/password-field.tsx';
import { TextField } from '../../controls/fields/text-field.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { Page } from '../frame/page.tsx';

/** Behind an invitation link: joining, with a new account or the one the person has. */
export function JoinPage() {
  const [token] = useState(() => new URLSearchParams(location.search).get('token') ?? '');
  const offer = useQuery(
    resource<InvitationOffer>(`/invitations/offer/${encodeURIComponent(token || 'none')}`),
  );
  if (offer.isError && [400, 404].includes(asFailure(offer.error).status)) return <DeadLink />;
  return <Loaded query={offer}>{(found) => <Join offer={found} token={token} />}</Loaded>;
}

function Join({ offer, token }: { offer: InvitationOffer; token: string }) {
  const [, go] = useLocation();
  const accept = async (fields: { name?: string; password?: string }): Promise<void> => {
    await request('POST', '/invitations/accept', { token, ...fields });
    go('/', { replace: true });
    await refreshSession();
  };
  const lead = `You are invited to work on the self-assessment of ${offer.council}.`;
  if (offer.signedIn) {
    return (
      <Page title={`Welcome, ${offer.name}`} width="narrow" lead={lead}>
        <Form submit="Join" sending="Joining…" send={() => accept({})}>
          {null}
        </Form>
      </Page>
    );
  }
  if (offer.known) {
    return (
      <Page title={`Welcome, ${offer.name}`} width="narrow" lead={lead}>
        <p className="govuk-body">
          There is already an account for {offer.email}. Enter its password to join.
        </p>
        <Form
          submit="Join"
          sending="Joining…"
          send={(values) => accept({ password: values.text('password') })}
        >
          <PasswordField name="password" label="Password" autoComplete="current-password" />
        </Form>
      </Page>
    );
  }
  return (
    <Page title={`Welcome, ${offer.name}`} width="narrow" lead={lead}>
      <Form
        submit="Join"
        sending="Joining…"
        send={(values) => accept({ name: values.text('name'), password: values.text('password') })}
      >
        <TextField
          name="name"
          label="Your name"
          autoComplete="name"
          defaultValue={offer.name}
          spellCheck={false}
        />
        <TextField
          name="email"
          label="Your e-mail address"
          hint="You sign in with this address."
          type="email"
          autoComplete="username"
          readOnly
          value={offer.email}
        />
        <PasswordField
          name="password"
          label="Choose a password"
          hint="At least 12 characters. Three or four words are easy to remember."
          autoComplete="new-password"
        />
      </Form>
    </Page>
  );
}

function DeadLink() {
  return (
    <Page title="This invitation cannot be used" width="narrow">
      <p className="govuk-body">
        It was used already, was taken back, or is more than two weeks old. Ask the person who invited you for
        a new one.
      </p>
      <p className="govuk-body">If you have joined before, sign in with your e-mail address and password.</p>
      <LinkButton href="/sign-in">Sign in</LinkButton>
    </Page>
  );
}
