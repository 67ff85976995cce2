"""jupyter_kernel_test's suite with every sample filled in, against the kernel that KERNEL_NAME names."""

import os
import unittest

from jupyter_kernel_test import IopubWelcomeTests, KernelTests

NAME = os.environ["KERNEL_NAME"]


class ConformanceTests(KernelTests):
    kernel_name = NAME
    language_name = "typescript"
    file_extension = ".ts"
    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('oh')"
    completion_samples = [
        {"text": "Math.flo", "matches": {"floor"}},
        {"text": "const words = ['a']; words.forE", "matches": {"forEach"}},
        {"text": "JSON.stringi", "matches": {"stringify"}},
    ]
    complete_code_samples = ["1", "const x: number = 3;", "function f() { return 1; }", "if (true) { 1 } else { 2 }", "`a`"]
    incomplete_code_samples = ["function f() {", "const s = `a", "[1, 2,", "if (1 < 2) {", "/* comment", "f(1,"]
    invalid_code_samples = ["const = 3;", "let let = 1", "1 + )", "}"]
    code_page_something = "Math.floor?"
    code_generate_error = "throw new Error('no')"
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": "'a' + 'b'", "result": "'ab'"},
        {"code": "[1, 2, 3].map((n) => n * 2)", "result": "[ 2, 4, 6 ]"},
        {"code": "({ a: 1 })", "result": "{ a: 1 }"},
    ]
    code_display_data = [
        {"code": "display.html('<b>bold</b>')", "mime": "text/html"},
        {"code": "display.svg('<svg></svg>')", "mime": "image/svg+xml"},
        {"code": "display({ a: 1 })", "mime": "text/plain"},
    ]
    code_history_pattern = "6 * 7*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Math.floor"
    code_clear_output = "clearOutput()"


class WelcomeTests(IopubWelcomeTests):
    kernel_name = NAME
    support_iopub_welcome = True


# The imported base classes are not tests of their own.
del KernelTests, IopubWelcomeTests

if __name__ == "__main__":
    unittest.main(verbosity=2)
