import { Button } from '../../controls/button.tsx';
import { Form } from '../../controls/form.tsx';
import { PasswordField } from '../../controls/fields/password-field.tsx';
import { TextField } from '../../controls/fields/text-field.tsx';
import { Page } from '../frame/page.tsx';

interface CouncilFormProps {
  send: (body: Record<string, unknown>) => Promise<void>;
  onBack: () => void;
}

/** The council's name and the first account, which becomes the administrator's. */
export function CouncilForm({ send, onBack }: CouncilFormProps) {
  return (
    <Page
      title="Set up your council"
      width="narrow"
      lead="Your account can invite everyone else and start the first assessment."
    >
      <Form
        submit="Set up"
        sending="Setting up…"
        beside={
          <Button look="quiet" onClick={onBack}>
            Back
          </Button>
        }
        send={(values) =>
          send({
            kind: 'council',
            council: values.text('council'),
            name: values.text('name'),
            email: values.text('email'),
            password: values.text('password'),
          })
        }
      >
        <TextField
          name="council"
          label="Name of the council"
          hint="As it should stand on the cover, such as Northshire County Council"
          autoComplete="organization"
        />
        <TextField name="name" label="Your name" autoComplete="name" spellCheck={false} />
        <TextField
          name="email"
          label="Your e-mail address"
          type="email"
          autoComplete="email"
          spellCheck={false}
        />
        <PasswordField
          name="password"
          label="A password"
          hint="At least 12 characters. Three or four words are easy to remember."
          autoComplete="new-password"
        />
      </Form>
    </Page>
  );
}
