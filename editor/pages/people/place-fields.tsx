import { useState } from 'react';
import { ROLES, ROLE_WORDS, type Role } from '../../../api/accounts/vocabulary.ts';
import type { SectionView } from '../../../api/assessments/contract.ts';
import { Checkboxes, Radios } from '../../controls/fields/choices.tsx';
import type { Values } from '../../controls/form.tsx';

/** A role, and the sections of a lead or contributor. */
export interface Place {
  role: Role;
  sections: readonly string[];
}

interface PlaceFieldsProps {
  sections: readonly SectionView[];
  place?: Place;
}

/** Chooses what someone is in an assessment: each role says what it may do. */
export function PlaceFields({ sections, place }: PlaceFieldsProps) {
  const [role, setRole] = useState<string>(place?.role ?? 'contributor');
  return (
    <>
      <Radios
        name="role"
        label="Role"
        small
        chosen={[role]}
        onChoose={setRole}
        options={ROLES.map((one) => ({
          value: one,
          label: ROLE_WORDS[one].name,
          hint: ROLE_WORDS[one].may,
        }))}
      />
      {needsSections(role) && (
        <Checkboxes
          name="sections"
          label="Sections"
          hint="Tick the sections this person works on."
          small
          chosen={place?.sections ?? []}
          options={sections.map((section) => ({ value: section.id, label: section.short }))}
        />
      )}
    </>
  );
}

/** The place a form with PlaceFields holds. */
export function placeOf(values: Values): Place {
  const role = ROLES.find((one) => one === values.text('role')) ?? 'reader';
  return { role, sections: needsSections(role) ? values.all('sections') : [] };
}

/** True for roles that edit named sections only. */
export function needsSections(role: string): boolean {
  return role === 'lead' || role === 'contributor';
}
