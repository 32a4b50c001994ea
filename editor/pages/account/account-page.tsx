import { useState } from 'react';
import { request } from '../../client/request.ts';
import { useMe } from '../../client/session.ts';
import { Form } from '../../controls/form.tsx';
import { Notice } from '../../controls/notice.tsx';
import { PasswordField } from '../../controls/fields/password-field.tsx';
import { Page } from '../frame/page.tsx';

/** One's own account: who one is here, and the password. */
export function AccountPage() {
  const me = useMe();
  const [times, setTimes] = useState(0);
  return (
    <Page title="Your account" width="narrow">
      <dl className="govuk-summary-list">
        <Row term="Name" value={me.name} />
        <Row term="E-mail address" value={me.email} />
        {me.organisation !== '' && <Row term="Organisation" value={me.organisation} />}
        {me.administrator && (
          <Row term="Administrator" value="Yes: you look after the accounts of everyone" />
        )}
      </dl>
      <h2 className="govuk-heading-m">Change your password</h2>
      {times > 0 && (
        <Notice kind="success" title="Your password is changed" announce>
          <p className="govuk-body">You are signed out everywhere else.</p>
        </Notice>
      )}
      <Form
        key={times}
        submit="Change password"
        sending="Changing…"
        look="secondary"
        send={async (values) => {
          await request('PUT', '/me/password', {
            current: values.text('current'),
            next: values.text('next'),
          });
          setTimes(times + 1);
        }}
      >
        <input type="text" name="email" autoComplete="username" value={me.email} readOnly hidden />
        <PasswordField name="current" label="Current password" autoComplete="current-password" />
        <PasswordField
          name="next"
          label="New password"
          hint="At least 12 characters. Three or four words are easy to remember."
          autoComplete="new-password"
        />
      </Form>
    </Page>
  );
}

function Row({ term, value }: { term: string; value: string }) {
  return (
    <div className="govuk-summary-list__row">
      <dt className="govuk-summary-list__key">{term}</dt>
      <dd className="govuk-summary-list__value break-words">{value}</dd>
    </div>
  );
}
