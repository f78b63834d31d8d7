// deno-lint-ignore-file explicit-function-return-type -- visitor signatures come from Deno.lint.Plugin
/**
 * House lint rules that no built-in rule covers.
 * @module
 */

const ERROR_PERIOD_REGEXP = /[^.]\.$/;

const plugin: Deno.lint.Plugin = {
  name: "outband",
  rules: {
    "no-blocking-wait": {
      create(context) {
        const blockingAllowed = /src\/worker\/|src\/cli\/audit_thread|tests\//.test(
          context.filename,
        );
        return {
          'CallExpression[callee.object.name="Atomics"][callee.property.name="wait"]'(node) {
            if (blockingAllowed) return;
            context.report({ node, message: "Atomics.wait freezes this thread; only worker/ may" });
          },
        };
      },
    },
    "private-by-hash": {
      create(context) {
        return {
          'PropertyDefinition[accessibility="private"]'(node) {
            context.report({ node, message: "Private members use #" });
          },
          'MethodDefinition[accessibility="private"]'(node) {
            context.report({ node, message: "Private members use #" });
          },
        };
      },
    },
    "top-level-function": {
      create(context) {
        return {
          'Program > VariableDeclaration > VariableDeclarator[init.type="ArrowFunctionExpression"]'(
            node,
          ) {
            context.report({ node, message: "Top-level functions are declared with function" });
          },
        };
      },
    },
    "error-message": {
      create(context) {
        return {
          "ThrowStatement > NewExpression > Literal"(node) {
            if (typeof node.value === "string" && ERROR_PERIOD_REGEXP.test(node.value)) {
              context.report({ node, message: "Error messages end without a period" });
            }
          },
        };
      },
    },
    "regexp-name": {
      create(context) {
        return {
          "Program > VariableDeclaration > VariableDeclarator[init.regex]"(node) {
            if (node.id.type === "Identifier" && !node.id.name.endsWith("_REGEXP")) {
              context.report({ node, message: "RegExp constants end in _REGEXP" });
            }
          },
        };
      },
    },
  },
};

export default plugin;
