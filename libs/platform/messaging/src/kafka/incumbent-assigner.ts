import { AssignerProtocol, type PartitionAssigner } from 'kafkajs';

const { MemberAssignment, MemberMetadata } = AssignerProtocol;
const NAME = 'CivitasIncumbent';
const VERSION = 1;

/**
 * Gives the one partition that means leadership to the member that says it has it already, so that a stand-by
 * may come and go without unseating the leader; with none, to the first by member id.
 */
export const incumbentAssigner =
  (topic: string, leads: () => boolean): PartitionAssigner =>
  () => ({
    name: NAME,
    version: VERSION,
    assign({ members }) {
      const ordered = [...members].sort((a, b) => (a.memberId < b.memberId ? -1 : 1));
      const incumbent = ordered.find(
        ({ memberMetadata }) => MemberMetadata.decode(memberMetadata)?.userData.toString() === 'leads',
      );
      const leader = incumbent ?? ordered[0];
      return Promise.resolve(
        ordered.map(({ memberId }) => ({
          memberId,
          memberAssignment: MemberAssignment.encode({
            version: VERSION,
            assignment: memberId === leader?.memberId ? { [topic]: [0] } : {},
            userData: Buffer.alloc(0),
          }),
        })),
      );
    },
    protocol({ topics }) {
      const userData = Buffer.from(leads() ? 'leads' : '');
      return { name: NAME, metadata: MemberMetadata.encode({ version: VERSION, topics, userData }) };
    },
  });
