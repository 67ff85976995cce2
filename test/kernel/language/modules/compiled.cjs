"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.named = 5;
exports.default = { isOwn: true };
