import { signIn } from '../../client/session.ts';
import { Form } from '../../controls/form.tsx';
import { PasswordField } from '../../controls/fields/password-field.tsx';
import { TextField } from '../../controls/fields/text-field.tsx';

/** E-mail and password. `email` fills the first in when it is known. */
export function SignInForm({ email, onSignedIn }: { email?: string; onSignedIn: () => void }) {
  return (
    <Form
      submit="Sign in"
      sending="Signing in…"
      label="Sign in"
      send={async (values) => {
        await signIn(values.text('email'), values.text('password'));
        onSignedIn();
      }}
    >
      <TextField
        name="email"
        label="E-mail address"
        type="email"
        autoComplete="username"
        spellCheck={false}
        defaultValue={email}
      />
      <PasswordField
        name="password"
        label="Password"
        autoComplete="current-password"
        data-autofocus={email === undefined ? undefined : ''}
      />
    </Form>
  );
}
