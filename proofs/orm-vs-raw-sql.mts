import assert from 'node:assert/strict';
import type { Proofs } from '../scripts/lib/claims/context.mts';

export const proofs: Proofs = {
  async 'n-plus-one-in-sqlalchemy'({ python }) {
    const program = `
import json
from sqlalchemy import Column, ForeignKey, Integer, create_engine, event, select
from sqlalchemy.orm import Session, declarative_base, joinedload, relationship, selectinload
Base = declarative_base()
class User(Base):
    __tablename__ = "users"
    id = Column(Integer, primary_key=True)
    orders = relationship("Order")
class Order(Base):
    __tablename__ = "orders"
    id = Column(Integer, primary_key=True)
    user_id = Column(ForeignKey("users.id"))
engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
with Session(engine) as session:
    session.add_all(User(id=i, orders=[Order(), Order()]) for i in range(1, 51))
    session.commit()
statements = []
event.listen(engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
def count(*options):
    statements.clear()
    with Session(engine) as session:
        users = session.execute(select(User).options(*options)).unique().scalars().all()
        assert sum(len(user.orders) for user in users) == 100
    return len(statements)
print(json.dumps([count(), count(selectinload(User.orders)), count(joinedload(User.orders))]))
`;
    assert.deepEqual(await python(program, ['SQLAlchemy']), [51, 2, 1]);
  },
};
