/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-replica.h"

G_BEGIN_DECLS

/*
 * What a busy person does, by a seed: mostly messages, some tasks that are made and moved, and labels that all desks
 * share, change and take away, so that the host has to refuse some of it.
 */
typedef struct _FaultsLoad FaultsLoad;

FaultsLoad *faults_load_new (OfficeReplica *replica, OfficeClock *clock, OfficeRandom *random);
void faults_load_free (FaultsLoad *self);
void faults_load_set (FaultsLoad *self, guint32 seed, guint n_characters); /* of a message's text */
void faults_load_move_only (FaultsLoad *self); /* nothing else, of all tasks; before faults_load_set() */

/* The next one. FALSE: the book does not allow it now, or cannot be written (an OFFICE_SQL_ERROR). */
gboolean faults_load_enter (FaultsLoad *self, char **operation, const char **intent, GError **error);
gboolean faults_load_say (FaultsLoad *self, const char *text, char **operation, GError **error);

G_END_DECLS
