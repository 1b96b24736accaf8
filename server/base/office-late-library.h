/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A library that most runs of the program never need, loaded with the first use: its functions are a struct of pointers,
 * declared by the types of its own headers, and one is loaded whole or not at all.
 *
 *   #define FUNCTIONS(X) X (one) X (other)
 *   typedef struct { FUNCTIONS (OFFICE_LATE_FUNCTION) } Library;
 *   static Library library;
 *   static const char *const names[] = { FUNCTIONS (OFFICE_LATE_NAME) NULL };
 *   office_late_library_load ("libone.so.1", names, (gpointer *) &library)
 */
#define OFFICE_LATE_FUNCTION(name) __typeof__ (&name) name;
#define OFFICE_LATE_NAME(name) #name,

/* It stays loaded. FALSE: it is not installed, or another one; nothing of @functions is to be called. */
gboolean office_late_library_load (const char *file, const char *const *names, gpointer *functions);

G_END_DECLS
