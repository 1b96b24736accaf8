/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * Asks before something that cannot be undone, or for a word: a heading, a text, answers to choose from. It is libadwaita's
 * dialog for that, of which there have been two. Its signal "response" has the id of the answer, when it closes.
 */
#if ADW_CHECK_VERSION(1, 5, 0)
#define OFFICE_TYPE_QUESTION ADW_TYPE_ALERT_DIALOG
#else
#define OFFICE_TYPE_QUESTION ADW_TYPE_MESSAGE_DIALOG
#endif

GtkWidget *office_question_new (const char *heading, const char *body);
void       office_question_add_answer (GtkWidget *question, const char *id, const char *label, AdwResponseAppearance appearance);
void       office_question_set_default (GtkWidget *question, const char *id);
void       office_question_set_on_close (GtkWidget *question, const char *id);
void       office_question_set_enabled (GtkWidget *question, const char *id, gboolean enabled);
void       office_question_set_child (GtkWidget *question, GtkWidget *child);
void       office_question_present (GtkWidget *question, GtkWidget *parent);

G_END_DECLS
