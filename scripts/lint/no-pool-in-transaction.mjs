// Code that holds a transaction may wait for no second connection: with all of the pool in the hands of those who wait, nobody goes on.
const transactions = new Set(['OfficeScope', 'Transaction']);
const pools = new Set(['Ledger', 'LedgerPool']);

export const noPoolInTransaction = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { pool: 'Inside a transaction only its own connection may be used: scope.trx.' },
  },
  create(context) {
    const services = context.sourceCode.parserServices;
    if (!services?.program) return {};
    const checker = services.program.getTypeChecker();
    const known = new Map();
    let depth = 0;

    /** Whether a value of this type can reach the pool's connections. */
    function isPool(type) {
      let answer = known.get(type);
      if (answer === undefined) {
        answer =
          pools.has(type.symbol?.name) ||
          (type.isIntersection() &&
            type.getProperties().some(({ escapedName }) => escapedName.startsWith('__@pooled@')));
        known.set(type, answer);
      }
      return answer;
    }

    function holdsTransaction(node) {
      if (node.params.length === 0) return false;
      const [signature] = services.getTypeAtLocation(node).getCallSignatures();
      const [first] = signature?.getParameters() ?? [];
      if (first === undefined) return false;
      const type = checker.getTypeOfSymbolAtLocation(
        first,
        services.esTreeNodeToTSNodeMap.get(node),
      );
      return transactions.has(type.symbol?.name) || transactions.has(type.aliasSymbol?.name);
    }

    const holding = new WeakSet();
    const enter = (node) => {
      if (depth > 0 || holdsTransaction(node)) {
        holding.add(node);
        depth += 1;
      }
    };
    const leave = (node) => {
      if (holding.has(node)) depth -= 1;
    };
    const functions = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'];
    return {
      ...Object.fromEntries(functions.map((kind) => [kind, enter])),
      ...Object.fromEntries(functions.map((kind) => [`${kind}:exit`, leave])),
      Identifier(node) {
        if (depth === 0) return;
        if (isPool(services.getTypeAtLocation(node))) context.report({ node, messageId: 'pool' });
      },
    };
  },
};
