import { useQuery } from '@tanstack/react-query';
import type { MemberView } from '../../../api/accounts/contract.ts';
import type { AssessmentView } from '../../../api/assessments/contract.ts';
import { resource } from '../../client/queries.ts';

/** The names of the leads of a section; `null` for people who may not see who is a member. */
export function useLeads({ id, rights }: AssessmentView): (section: string) => string[] | null {
  const members = useQuery({
    ...resource<MemberView[]>(`/assessments/${id}/members`),
    enabled: rights.manageMembers,
  });
  return (section) => {
    if (members.data === undefined) return null;
    return members.data
      .filter((member) => member.role === 'lead' && member.sections.includes(section))
      .map((member) => member.person.name);
  };
}
