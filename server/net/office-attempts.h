/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-clock.h"

G_BEGIN_DECLS

/*
 * Who guessed wrong too often: at most OFFICE_ATTEMPTS_LIMIT failures a minute for each key (an address, a name). The table
 * is bounded, so that made-up names cannot fill the memory; at the bound the entry longest untouched goes.
 */
#define OFFICE_ATTEMPTS_LIMIT 10
#define OFFICE_ATTEMPTS_MINUTE 60000
#define OFFICE_ATTEMPTS_KEYS 8192

typedef struct _OfficeAttempts OfficeAttempts;

OfficeAttempts *office_attempts_new (OfficeClock *clock);
void office_attempts_free (OfficeAttempts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeAttempts, office_attempts_free)

guint office_attempts_get_wait (OfficeAttempts *self, const char *key); /* seconds until the key may try again; 0: now */
guint office_attempts_count (OfficeAttempts *self, const char *key);    /* failures of the last minute */
void office_attempts_add_failure (OfficeAttempts *self, const char *key);

G_END_DECLS
