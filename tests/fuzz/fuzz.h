/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A target is one function that takes any bytes and must neither crash nor break a promise (which it asserts). libFuzzer
 * calls it with inputs that it makes up; fuzz-main.c calls it with each file of the corpus, as a test.
 */
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* An input cut into pieces. Each is a copy of its own, so that AddressSanitizer sees whoever reads past its end. */
typedef struct {
  const char *at;
  const char *end;
} FuzzInput;

FuzzInput fuzz_input (const guint8 *data, gsize size);
char *fuzz_take (FuzzInput *self, char separator); /* up to the separator or the end; NULL: nothing is left. Transfer full */
char *fuzz_take_rest (FuzzInput *self);            /* transfer full; NULs in it end it early */
guint8 fuzz_take_byte (FuzzInput *self);           /* 0 where nothing is left */

/* A text in which each "$x" is replaced by words[x] (x a letter or a digit), where there is one. Transfer full. */
char *fuzz_fill_in (const char *text, const char *const words[128]);

void fuzz_settle (void); /* runs the default main context until it rests */

G_END_DECLS
