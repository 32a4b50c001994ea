import { useState } from 'react';
import { Dialog } from '../../controls/dialog.tsx';
import { Select } from '../../controls/fields/select.tsx';
import { Form } from '../../controls/form.tsx';
import { useLiveDesk } from '../desk.ts';
import { useStore } from '../store.ts';
import { moveClaim } from './move-claim.ts';
import { themeGroups } from './move-places.ts';

interface MoveDialogProps {
  claim: string;
  from: string;
  toSide: string;
  onClose: () => void;
}

/** Asks where a claim is to go: the side and the theme on it. */
export function MoveDialog({ claim, from, toSide, onClose }: MoveDialogProps) {
  const desk = useLiveDesk();
  const editors = useStore(desk.stores.editors);
  const { claims } = useStore(desk.stores.facts);
  const [side, setSide] = useState(toSide);
  const number = claims.get(claim)?.number ?? 'this claim';
  const doc = editors.get(side)?.state.doc;
  const groups = doc ? themeGroups(doc) : [];
  const sides = desk.section.regions.filter((region) => region.letter !== null);
  const current = claims.get(claim)?.theme?.id ?? '';
  return (
    <Dialog open onClose={onClose} title={`Move ${number}`}>
      <Form
        submit="Move the claim"
        sending="Moving…"
        send={(values) => {
          const theme = values.text('theme');
          onClose();
          return moveClaim(desk, claim, { side, theme: theme === '' ? null : theme, before: null });
        }}
      >
        <Select
          name="side"
          label="Side"
          value={side}
          onChange={(event) => setSide(event.currentTarget.value)}
          options={sides.map((one) => ({ value: one.id, label: one.title }))}
        />
        <Select
          key={side}
          name="theme"
          label="Theme"
          hint="The claim goes to the end of the theme and keeps its evidence and post-its."
          defaultValue={side === from ? current : (groups.at(-1)?.theme ?? '')}
          options={groups.map((group) => ({
            value: group.theme ?? '',
            label:
              group.theme === null
                ? 'No theme (at the top)'
                : group.title === ''
                  ? 'Theme without a heading'
                  : group.title,
          }))}
        />
        {side !== from && (
          <p className="govuk-body">
            On the other side the claim gets a new number. The old number is remembered and not used again.
          </p>
        )}
      </Form>
    </Dialog>
  );
}
