import { sql, type Kysely, type Migration } from 'kysely';

/** Calls that agents made and took, from the timelines of the tickets until now. */
export const agentCalls: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('agent_call')
      .ifNotExists()
      .addColumn('ticket', 'text', (column) =>
        column.notNull().references('ticket.number').onDelete('cascade'),
      )
      .addColumn('started_at', 'bigint', (column) => column.notNull())
      .addColumn('ended_at', 'bigint', (column) => column.notNull())
      .addColumn('agent', 'text', (column) => column.notNull())
      .addColumn('line', 'text', (column) => column.notNull())
      .addColumn('result', 'text', (column) => column.notNull())
      .addColumn('came_in', 'integer', (column) => column.notNull())
      .addColumn('kept', 'integer')
      .addPrimaryKeyConstraint('agent_call_key', ['ticket', 'started_at'])
      .execute();
    // With all that is counted: no row is read then.
    await sql`create index if not exists agent_call_ended on agent_call (ended_at, agent, line, result, came_in, kept, started_at)`.execute(
      db,
    );
    await sql`
      insert into agent_call (ticket, started_at, ended_at, agent, line, result, came_in, kept)
      select begun.ticket, begun.at, ended.at, ended.agent, ticket.line,
        case when ended.status = 'closed' then coalesce(ticket.outcome, 'unreached') else ended.status end,
        case when begun.kind = 'called-in' then 1 else 0 end,
        case when ticket.first_call_at = begun.at and ticket.first_call_due_at is not null
          then case when ticket.first_call_at <= ticket.first_call_due_at then 1 else 0 end end
      from ticket_event as begun
      join ticket_event as ended on ended.ticket = begun.ticket and ended.seq =
        (select min(seq) from ticket_event as later where later.ticket = begun.ticket and later.seq > begun.seq and later.status <> 'calling')
      join ticket on ticket.number = begun.ticket
      where begun.status = 'calling' and begun.kind in ('status', 'called-in') and ended.agent is not null
        and ended.status in ('solved', 'follow-up', 'cancelled', 'unreached', 'closed')
      on conflict do nothing`.execute(db);
  },
};
